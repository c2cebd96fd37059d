import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/app/ui/button";
import { type Account, textOf } from "./account-search";
import type { Proposal } from "./proposal";

type ProposalLineProps = {
  /** What is proposed, by name. */
  name: string;
  reason: ReactNode;
  /** For whom the line is read out: the rule that it is for. */
  subject: string;
  onAccept: () => void;
};

/** What is proposed and why, in plain view, and one press to take it. */
export function ProposalLine({ name, reason, subject, onAccept }: ProposalLineProps) {
  const translate = useTranslations("mapping");
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 text-xs">
      <Button
        look="quiet"
        aria-label={translate("acceptLabel", { proposal: name, subject })}
        onClick={onAccept}
      >
        {translate("accept", { proposal: name })}
      </Button>
      <span className="text-muted">{reason}</span>
    </div>
  );
}

type AccountProposalProps = {
  proposal: Proposal;
  accounts: readonly Account[];
  subject: string;
  onAccept: (account: string) => void;
};

/** The same of an account, with how far the proposal can be relied on. */
export function AccountProposal(props: AccountProposalProps) {
  const { proposal, accounts, subject, onAccept } = props;
  const { account, reason, confidence, products } = proposal;
  const translate = useTranslations("mapping");
  const known = accounts.find(({ code }) => code === account) ?? { code: account, name: "" };
  const why =
    reason === "linked_products" && products
      ? translate("reason.linked_products", products)
      : translate(`reason.${reason === "linked_products" ? "accepted" : reason}`);
  return (
    <ProposalLine
      name={textOf(known)}
      reason={`${translate(`confidence.${confidence}`)}: ${why}`}
      subject={subject}
      onAccept={() => onAccept(account)}
    />
  );
}
