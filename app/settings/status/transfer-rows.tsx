"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { StateChip } from "@/app/ui/state-chip";
import { formatAmount, formatDate, formatMoment } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { TransferProblems } from "./transfer-problems";
import type { TransferRow } from "./transfer-row";

type TransferRowsProps = {
  transfer: TransferRow;
  /** All that keeps it is told elsewhere on the page. */
  isTold: boolean;
};

/** A transfer's line; what keeps it stands in a line of its own below. Drawn anew only where the transfer is another. */
export const TransferRows = memo(function TransferRows({ transfer, isTold }: TransferRowsProps) {
  const translate = useTranslations();
  const { base, locale } = useFrame();
  const { id, number, partyName, documentDate, totalMinor, currency, state, problems } = transfer;
  const { requestedAt, restsWith } = transfer;
  const kind = translate(`kinds.${transfer.kind}`);
  const needsYou = state === "held" || state === "failed";
  return (
    <>
      <tr className={problems.length > 0 || restsWith ? "" : "border-line border-b"}>
        <th scope="row" className="px-2 py-2 text-left font-medium">
          <Link
            href={`${base}/transfers/${id}`}
            prefetch={false}
            data-row
            aria-label={translate("status.details", { kind, number })}
            className="text-accent hover:underline"
          >
            {kind} {number}
          </Link>
          {documentDate && (
            <time dateTime={documentDate} className="block font-normal text-muted text-xs">
              {formatDate(documentDate, locale)}
            </time>
          )}
        </th>
        <td className="break-words px-2 py-2">{partyName}</td>
        <td className="whitespace-nowrap px-2 py-2 text-right tabular-nums">
          {totalMinor !== null && formatAmount(totalMinor, currency ?? "NOK", locale)}
        </td>
        <td className="px-2 py-2">
          <StateChip state={state} label={translate(`states.${state}`)} />
        </td>
        <td className="px-2 py-2 text-muted">
          <time dateTime={requestedAt}>{formatMoment(requestedAt, locale)}</time>
        </td>
      </tr>
      {restsWith && (
        <tr className="border-line border-b">
          <td colSpan={5} className="px-2 pb-2 text-muted text-xs">
            {translate("status.restsWith", { company: restsWith })}
          </td>
        </tr>
      )}
      {problems.length > 0 && (
        <tr className="border-line border-b">
          <td colSpan={5} className={`px-2 ${isTold ? "pb-2" : "pb-3"}`}>
            {isTold ? (
              <details>
                <summary className="cursor-pointer text-muted text-xs">
                  {translate("status.why")}
                </summary>
                <div className="pt-2">
                  <TransferProblems transfer={transfer} canRetry={needsYou} />
                </div>
              </details>
            ) : (
              <TransferProblems transfer={transfer} canRetry={needsYou} />
            )}
          </td>
        </tr>
      )}
    </>
  );
});
