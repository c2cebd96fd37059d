"use client";

import { useLocale, useTranslations } from "next-intl";
import { Table } from "@/app/ui/table";
import { formatCount, formatMoment } from "@/lib/i18n/format";
import type { TakingIn } from "./taking-in";

type Agreements = TakingIn["agreements"];

/** The agreements of a file: how much of each, and whether it is taken in. Nothing of what stands in a document. */
export function HandOverContents({
  agreements,
  isTaken,
}: {
  agreements: Agreements;
  isTaken: boolean;
}) {
  const translate = useTranslations("handOver");
  const locale = useLocale();
  return (
    <Table
      caption={translate("contents")}
      head={[
        translate("columns.company"),
        translate("columns.exportedAt"),
        translate("columns.holds"),
        translate("columns.outcome"),
      ]}
    >
      {agreements.map(({ agreementId, companyName, exportedAt, refusal, ...counts }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a file may name an agreement twice
        <tr key={index} className="border-line border-b align-top last:border-b-0">
          <th scope="row" className="px-2 py-1.5 font-normal">
            {companyName}
            <span className="block text-muted text-xs">{agreementId}</span>
          </th>
          <td className="px-2 py-1.5">{formatMoment(new Date(exportedAt), locale)}</td>
          <td className="px-2 py-1.5">
            {isTaken && refusal
              ? "–"
              : translate("holds", {
                  transfers: formatCount(counts.transfers, locale),
                  bindings: formatCount(counts.bindings, locale),
                  mappings: formatCount(counts.mappings, locale),
                })}
          </td>
          <td className="px-2 py-1.5">
            {refusal
              ? `${translate(`refusals.${refusal.reason}.cause`)} ${translate(`refusals.${refusal.reason}.fix`)}`
              : translate(isTaken ? "isTaken" : "canBeTaken")}
          </td>
        </tr>
      ))}
    </Table>
  );
}
