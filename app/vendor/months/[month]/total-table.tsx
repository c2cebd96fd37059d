import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { NumberCell, NumberHead } from "@/app/vendor/number";
import { formatAmount, formatCount } from "@/lib/i18n/format";
import type { Basis } from "@/lib/vendor/months";

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
        <NumberHead key="lines">{translate("columns.lines")}</NumberHead>,
        <NumberHead key="net">{translate("columns.net")}</NumberHead>,
        <NumberHead key="vat">{translate("columns.vat")}</NumberHead>,
      ]}
    >
      {rows.map(({ vatTreatment, name, lines, netMinor, vatMinor }) => (
        <tr key={vatTreatment} className="border-line border-b last:border-b-0 last:font-semibold">
          <th scope="row" className="px-2 py-1.5 [font-weight:inherit]">
            {name}
          </th>
          <NumberCell label={translate("columns.lines")}>{formatCount(lines, locale)}</NumberCell>
          <NumberCell label={translate("columns.net")}>
            {formatAmount(netMinor, "DKK", locale)}
          </NumberCell>
          <NumberCell label={translate("columns.vat")}>
            {vatTreatment === "unknown"
              ? translate("basis.vatUnknown")
              : formatAmount(vatMinor, "DKK", locale)}
          </NumberCell>
        </tr>
      ))}
    </Table>
  );
}
