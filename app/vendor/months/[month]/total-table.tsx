import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { formatAmount, formatCount } from "@/lib/i18n/format";
import type { Basis } from "@/lib/vendor/months";

const NUMBER = "px-2 py-1.5 text-right tabular-nums";

/** The month's sums, per VAT treatment and altogether. */
export async function TotalTable({ basis: { treatments, total } }: { basis: Basis }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const rows = [
    ...treatments.map((sum) => ({ ...sum, name: translate(`treatments.${sum.vatTreatment}`) })),
    { ...total, vatTreatment: "all" as const, name: translate("basis.all") },
  ];
  return (
    <Table
      caption={translate("basis.total")}
      head={[
        translate("columns.treatment"),
        translate("columns.lines"),
        translate("columns.net"),
        translate("columns.vat"),
      ]}
    >
      {rows.map(({ vatTreatment, name, lines, netMinor, vatMinor }) => (
        <tr key={vatTreatment} className="border-line border-b last:border-b-0 last:font-semibold">
          <th scope="row" className="px-2 py-1.5 font-[inherit]">
            {name}
          </th>
          <td className={NUMBER}>{formatCount(lines, locale)}</td>
          <td className={NUMBER}>{formatAmount(netMinor, "DKK", locale)}</td>
          <td className={NUMBER}>
            {vatTreatment === "unknown"
              ? translate("basis.vatUnknown")
              : formatAmount(vatMinor, "DKK", locale)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
