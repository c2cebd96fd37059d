"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Table } from "@/app/ui/table";
import { formatAmount, formatDate } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { ReconciliationRowState, ResultName } from "./reconciliation-state";

const TONES: Record<ResultName, string> = {
  equal: "bg-good-soft text-good",
  kept: "bg-good-soft text-good",
  draft: "bg-busy-soft text-busy",
  missing: "bg-warn-soft text-warn",
  changed: "bg-bad-soft text-bad",
  deleted: "bg-bad-soft text-bad",
  extra: "bg-warn-soft text-warn",
};

export function ResultTable({ rows }: { rows: readonly ReconciliationRowState[] }) {
  const translate = useTranslations("reconciliation");
  if (rows.length === 0) return <p className="py-4 text-muted">{translate("empty")}</p>;
  const amounts = [translate("inRackbeat"), translate("inFiken"), translate("difference")];
  const head = [
    translate("document"),
    translate("date"),
    translate("party"),
    ...amounts.map((label) => (
      <span key={label} className="block text-right">
        {label}
      </span>
    )),
    translate("result"),
  ];
  return (
    <Table caption={translate("title")} head={head}>
      {rows.map((row) => (
        <ResultRow key={row.id} row={row} />
      ))}
    </Table>
  );
}

function ResultRow({ row }: { row: ReconciliationRowState }) {
  const translate = useTranslations();
  const { base, locale } = useFrame();
  const { kind, number, transferId, documentDate, partyName, result } = row;
  const name = `${translate(`kinds.${kind}`)} ${number}`;
  return (
    <tr className="border-line border-b align-top last:border-b-0">
      <th scope="row" className="px-2 py-2 text-left font-medium">
        {transferId ? (
          <Link
            href={`${base}/transfers/${transferId}`}
            prefetch={false}
            className="text-accent hover:underline"
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td className="whitespace-nowrap px-2 py-2">
        {documentDate && formatDate(documentDate, locale)}
      </td>
      <td className="px-2 py-2">{partyName}</td>
      <Amount name="inRackbeat" minor={row.rackbeatMinor} currency={row.currency} />
      <Amount name="inFiken" minor={row.fikenMinor} currency={row.currency} />
      <Amount
        name="difference"
        minor={row.differenceMinor === 0 ? null : row.differenceMinor}
        currency={row.currency}
      />
      <td className="px-2 py-2">
        <span
          className={`inline-block whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs ${TONES[result]}`}
        >
          {translate(`reconciliation.results.${result}`)}
        </span>
        <Why row={row} />
      </td>
    </tr>
  );
}

type AmountProps = {
  name: "inRackbeat" | "inFiken" | "difference";
  minor: number | null;
  currency: string;
};

/** Narrow, the head of the table is not seen: the amount says whose it is. */
function Amount({ name, minor, currency }: AmountProps) {
  const translate = useTranslations("reconciliation");
  const { locale } = useFrame();
  if (minor === null) return <td />;
  return (
    <td className="whitespace-nowrap px-2 py-2 text-right tabular-nums">
      <span aria-hidden="true" className="text-muted sm:hidden">
        {translate(name)}{" "}
      </span>
      {formatAmount(minor, currency, locale)}
    </td>
  );
}

/** What differs beside the amount, or what keeps the document from Fiken. */
function Why({ row: { differences, reason } }: { row: ReconciliationRowState }) {
  const translate = useTranslations();
  return (
    <>
      {differences.map((difference) => (
        <p key={difference} className="text-muted text-xs first-letter:uppercase">
          {difference}
        </p>
      ))}
      {reason && (
        <p className="text-muted text-xs">
          {reason.state ? translate(`states.${reason.state}`) : translate("reconciliation.unheard")}
          {reason.cause && `: ${reason.cause}`}
        </p>
      )}
    </>
  );
}
