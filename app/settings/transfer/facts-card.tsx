"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/app/ui/card";
import { OutsideLink } from "@/app/ui/outside-link";
import { formatAmount, formatDate, formatDuration } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { LeftOut } from "../preview/previewed-card";
import type { TransferDetails } from "./transfer-details";

type FactsProps = { transfer: TransferDetails; isMoving: boolean };

/** What the transfer is of, in the words of that: a document has amounts, a contact or product has none. */
export function FactsCard({ transfer, isMoving }: FactsProps) {
  const translate = useTranslations("transfer");
  const { subject, leftOut } = transfer;
  return (
    <Card title={translate(`titles.${subject}`)} aside={<Links transfer={transfer} />}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <Fact label={translate(`names.${subject}`)}>{transfer.partyName}</Fact>
        {subject === "document" && <DocumentFacts transfer={transfer} />}
        <Fact label={translate("inFiken")}>
          <InFiken transfer={transfer} />
        </Fact>
        {isMoving && transfer.attempts > 0 && (
          <Fact label={translate("attempts")}>{transfer.attempts}</Fact>
        )}
        <Fact label={translate("requests")}>{transfer.fikenRequests}</Fact>
      </dl>
      {leftOut && (
        <div className="pt-3">
          <LeftOut reason={leftOut} />
        </div>
      )}
    </Card>
  );
}

function DocumentFacts({ transfer }: Pick<FactsProps, "transfer">) {
  const translate = useTranslations("transfer");
  const { locale } = useFrame();
  const { totalMinor, vatMinor, documentDate, bookedToVerifiedMs } = transfer;
  const currency = transfer.currency ?? "NOK";
  return (
    <>
      <Fact label={translate("documentDate")}>
        {documentDate && formatDate(documentDate, locale)}
      </Fact>
      <Fact label={translate("total")}>
        {totalMinor !== null && formatAmount(totalMinor, currency, locale)}
      </Fact>
      <Fact label={translate("vat")}>
        {vatMinor !== null && formatAmount(vatMinor, currency, locale)}
      </Fact>
      <Fact label={translate("bookedToVerified")}>
        {bookedToVerifiedMs !== null && formatDuration(bookedToVerifiedMs, locale)}
      </Fact>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  const isEmpty = children === null || children === false;
  return (
    <div>
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="break-words tabular-nums">{isEmpty ? "–" : children}</dd>
    </div>
  );
}

function InFiken({ transfer: { fikenKind, fikenId } }: Pick<FactsProps, "transfer">) {
  const translate = useTranslations();
  if (fikenId === null) return translate("transfer.notInFiken");
  const key = `fikenKinds.${fikenKind}` as "fikenKinds.sale";
  // The kind comes from the database and may be newer than these words.
  return `${translate.has(key) ? translate(key) : (fikenKind ?? "")} ${fikenId}`;
}

function Links({ transfer: { links } }: Pick<FactsProps, "transfer">) {
  const translate = useTranslations("transfer");
  const { rackbeat, fiken } = links;
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 print:hidden">
      <OutsideLink href={rackbeat.href}>
        {translate(rackbeat.isExact ? "openRackbeat.exact" : "openRackbeat.front")}
      </OutsideLink>
      {fiken && (
        <OutsideLink href={fiken.href}>
          {translate(fiken.isExact ? "openFiken.exact" : "openFiken.front")}
        </OutsideLink>
      )}
    </span>
  );
}
