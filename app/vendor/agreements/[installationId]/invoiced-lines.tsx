import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { NumberCell, NumberHead } from "@/app/vendor/number";
import { Rules } from "@/app/vendor/rules";
import type { BillingLineRow } from "@/db/schema/billing-lines";
import { formatAmount, formatMonth } from "@/lib/i18n/format";

/** Everything it was and will be invoiced, newest first. */
export async function InvoicedLines({ lines }: { lines: readonly BillingLineRow[] }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  if (lines.length === 0) return <p>{translate("basis.none")}</p>;
  return (
    <Table
      caption={translate("agreement.lines")}
      head={[
        translate("columns.month"),
        translate("columns.text"),
        <NumberHead key="net">{translate("columns.net")}</NumberHead>,
        <NumberHead key="vat">{translate("columns.vat")}</NumberHead>,
        translate("columns.why"),
      ]}
    >
      {lines.toReversed().map((line) => (
        <tr key={line.id} className="border-line border-b align-top last:border-b-0">
          <th scope="row" className="px-2 py-1.5 font-normal">
            <Link
              href={`/vendor/months/${line.month}`}
              prefetch={false}
              className="text-accent underline"
            >
              {formatMonth(line.month, locale)}
            </Link>
          </th>
          <td lang="da" className="px-2 py-1.5">
            {line.textDanish}
          </td>
          <NumberCell label={translate("columns.net")}>
            {formatAmount(line.netMinor, "DKK", locale)}
          </NumberCell>
          <NumberCell label={translate("columns.vat")}>
            {line.vatMinor === null
              ? translate("basis.vatUnknown")
              : formatAmount(line.vatMinor, "DKK", locale)}
          </NumberCell>
          <td className="px-2 py-1.5">
            <Rules rules={line.rules} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
