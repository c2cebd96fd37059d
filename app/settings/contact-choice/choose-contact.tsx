"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { Skeleton } from "@/app/ui/skeleton";
import { Candidate } from "../choice/candidate";
import { Overtaken } from "../choice/overtaken";
import { useChoice } from "../choice/use-choice";
import { FailureNotice } from "../failure-notice";
import type { TransferRow } from "../status/transfer-row";
import { type ContactChoice, contactChoiceAnswerSchema } from "./contact-choice-state";

type Contact = ContactChoice["contacts"][number];

/** The contacts as they stand in Fiken now, each with "this one". */
export function ChooseContact({ transferId }: { transferId: TransferRow["id"] }) {
  const translate = useTranslations("contactChoice");
  const { data, error, isBusy, answer, choose } = useChoice({
    transferId,
    of: "contact",
    schema: contactChoiceAnswerSchema,
  });
  if (!data) {
    return error ? <FailureNotice error={error} /> : <Skeleton label={translate("loading")} />;
  }
  if (!data.choice) {
    return (
      <>
        <Overtaken answer={answer} />
        <p>{translate("settled")}</p>
      </>
    );
  }
  const { role, number, inRackbeat, contacts } = data.choice;
  return (
    <section aria-label={translate("title", { role, number })} className="grid gap-2">
      {inRackbeat && (
        <p className="break-words">
          {translate("inRackbeat", { role, number })}{" "}
          {Object.values(inRackbeat).filter(Boolean).join(" · ")}
        </p>
      )}
      <ul className="grid grid-cols-1 gap-2">
        {contacts.map((contact) => (
          <ContactCandidate
            key={contact.id}
            contact={contact}
            isBusy={isBusy}
            onChoose={() => choose(contact.id)}
          />
        ))}
      </ul>
      {contacts.length === 0 && <p>{translate("gone")}</p>}
      <FailureNotice error={error} />
      <Overtaken answer={answer} />
      {contacts.length > 0 && (
        <>
          <p className="text-xs">{translate("consequence")}</p>
          <div>
            <Button busy={isBusy} onClick={() => choose("new")}>
              {translate("none")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

type CandidateProps = { contact: Contact; isBusy: boolean; onChoose: () => void };

function ContactCandidate({ contact, isBusy, onChoose }: CandidateProps) {
  const translate = useTranslations("contactChoice");
  const { id, name, organizationNumber, email, city, accounts, isActive } = contact;
  const facts = [
    { label: translate("accounts"), value: accounts.join(", ") || "–" },
    { label: translate("organizationNumber"), value: organizationNumber ?? "–" },
    { label: translate("email"), value: email ?? "–" },
    { label: translate("city"), value: city ?? "–" },
    { label: translate("id"), value: id },
  ];
  const label = translate("chooseLabel", { name, id });
  return (
    <Candidate
      name={name}
      mark={isActive ? null : translate("inactive")}
      facts={facts}
      choose={{ text: translate("choose"), label, isBusy, onChoose }}
    />
  );
}
