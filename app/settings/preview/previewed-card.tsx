"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { formatAmount, formatDate } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { Remedy } from "../status/remedy";
import type { Previewed, ShownTotals } from "./preview-state";
import { VoucherTable } from "./voucher-table";

/** One document of Rackbeat: what it would be in the books, against what it says, and what keeps it. */
export function PreviewedCard({ document }: { document: Previewed }) {
  const translate = useTranslations();
  const { locale } = useFrame();
  const title = `${translate(`kinds.${document.kind}`)} ${document.number}`;
  const about = [document.partyName, document.date && formatDate(document.date, locale)];
  return (
    <div className="print:break-inside-avoid">
      <Card
        title={title}
        aside={<span className="text-muted">{about.filter(Boolean).join(" · ")}</span>}
      >
        <PreviewedBody document={document} title={title} />
      </Card>
    </div>
  );
}

export function PreviewedBody({ document, title }: { document: Previewed; title: string }) {
  const translate = useTranslations("preview");
  const { booked, problems, leftOut, currency } = document;
  return (
    <div className="grid grid-cols-1 gap-3">
      {problems.map((problem) => (
        <ProblemNotice key={problem.cause} cause={problem.cause} fix={problem.fix}>
          <Remedy problem={problem} />
        </ProblemNotice>
      ))}
      {leftOut && <LeftOut reason={leftOut} />}
      {booked && (
        <>
          <VoucherTable voucher={booked.voucher} caption={translate("caption", { title })} />
          <Totals totals={booked.totals} currency={currency} />
        </>
      )}
    </div>
  );
}

/** Why it would not be transferred, though nothing is wrong with it. */
export function LeftOut({ reason }: { reason: string }) {
  const translate = useTranslations();
  const key = `leftOut.${reason}` as "leftOut.not_booked";
  // Reasons rest in the database and may be of another version than these words.
  return <p className="text-muted">{translate.has(key) ? translate(key) : reason}</p>;
}

/** The document against its voucher: net, VAT and gross, to the øre. */
function Totals({ totals, currency }: { totals: ShownTotals; currency: string }) {
  const translate = useTranslations("preview");
  const { locale } = useFrame();
  const hasOtherVat = totals.some(
    ({ total, documentMinor, voucherMinor }) => total === "vat" && documentMinor !== voucherMinor,
  );
  return (
    <div className="text-xs">
      <dl className="flex flex-wrap gap-x-6 gap-y-1 tabular-nums">
        {totals.map(({ total, documentMinor, voucherMinor }) => (
          <div key={total} className="flex flex-wrap gap-x-1">
            <dt className="text-muted">{translate(`totals.${total}`)}</dt>
            <dd>
              {documentMinor === voucherMinor ? (
                <>
                  {formatAmount(documentMinor, currency, locale)}{" "}
                  <span className="text-good">✓ {translate("same")}</span>
                </>
              ) : (
                translate("differs", {
                  document: formatAmount(documentMinor, currency, locale),
                  voucher: formatAmount(voucherMinor, currency, locale),
                })
              )}
            </dd>
          </div>
        ))}
      </dl>
      {hasOtherVat && <p className="text-muted">{translate("vatInCost")}</p>}
      {currency !== "NOK" && <p className="text-muted">{translate("foreign", { currency })}</p>}
    </div>
  );
}
