import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { NumberCell, NumberHead } from "@/app/vendor/number";
import { Rules } from "@/app/vendor/rules";
import type { BillingLineRow } from "@/db/schema/billing-lines";
import { formatAmount, formatDate } from "@/lib/i18n/format";

/** What there is to invoice, line by line, each with the rules that make it. */
export async function LineTable({ lines }: { lines: readonly BillingLineRow[] }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  if (lines.length === 0) return <p>{translate("basis.none")}</p>;
  return (
    <Table
      caption={translate("basis.lines")}
      head={[
        translate("columns.company"),
        translate("columns.period"),
        <NumberHead key="days">{translate("columns.days")}</NumberHead>,
        <NumberHead key="price">{translate("columns.price")}</NumberHead>,
        <NumberHead key="net">{translate("columns.net")}</NumberHead>,
        <NumberHead key="vat">{translate("columns.vat")}</NumberHead>,
        translate("columns.why"),
      ]}
    >
      {lines.map((line) => (
        <tr key={line.id} className="border-line border-b align-top last:border-b-0">
          <th scope="row" className="px-2 py-1.5 font-normal">
            <Link
              href={`/vendor/agreements/${line.installationId}`}
              prefetch={false}
              className="text-accent underline"
            >
              {line.companyName}
            </Link>
            <span className="block text-muted text-xs">
              {[line.agreementId, line.organizationNumber, line.country]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </th>
          <td className="px-2 py-1.5">
            {formatDate(line.fromDay, locale)} – {formatDate(line.toDay, locale)}
            {line.kind === "correction" && (
              <span className="block text-muted text-xs">{translate("lineKinds.correction")}</span>
            )}
          </td>
          <NumberCell label={translate("columns.days")}>
            {translate("basis.days", { days: line.days, of: line.daysInMonth })}
          </NumberCell>
          <NumberCell label={translate("columns.price")}>
            {formatAmount(line.priceMinor, "DKK", locale)}
          </NumberCell>
          <NumberCell label={translate("columns.net")}>
            {formatAmount(line.netMinor, "DKK", locale)}
          </NumberCell>
          <NumberCell label={translate("columns.vat")}>
            {line.vatMinor === null
              ? translate("basis.vatUnknown")
              : formatAmount(line.vatMinor, "DKK", locale)}
            <span className="block text-muted text-xs">
              {translate(`treatments.${line.vatTreatment}`)}
            </span>
          </NumberCell>
          <td className="px-2 py-1.5">
            <Rules rules={line.rules} />
            <p lang="da" className="mt-1 text-xs">
              {line.textDanish}
            </p>
            <p lang="en" className="text-xs">
              {line.textEnglish}
            </p>
          </td>
        </tr>
      ))}
    </Table>
  );
}
