import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { formatAmount, formatCount, formatDate, formatMoment } from "@/lib/i18n/format";
import type { AgreementRow } from "@/lib/vendor/agreements";
import { HealthChip } from "../health-chip";
import { NamedCell, NumberCell, NumberHead } from "../number";

const CELL = "px-2 py-1.5";

/** Who, where they stand, and when and how much was transferred; never what. */
export async function AgreementTable({ agreements }: { agreements: readonly AgreementRow[] }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  if (agreements.length === 0) return <p>{translate("agreements.none")}</p>;
  return (
    <Table
      caption={translate("agreements.title")}
      head={[
        translate("columns.company"),
        translate("columns.standing"),
        <NumberHead key="price">{translate("columns.price")}</NumberHead>,
        translate("columns.lastTransfer"),
        <NumberHead key="documents">{translate("columns.documents")}</NumberHead>,
        <NumberHead key="waiting">{translate("columns.waiting")}</NumberHead>,
        translate("columns.health"),
      ]}
    >
      {agreements.map(({ health, ...agreement }) => (
        <tr
          key={agreement.installationId}
          className="border-line border-b align-top last:border-b-0"
        >
          <th scope="row" className={`${CELL} font-normal`}>
            <Link
              href={`/vendor/agreements/${agreement.installationId}`}
              prefetch={false}
              className="text-accent underline"
            >
              {agreement.companyName}
            </Link>
            <span className="block text-muted text-xs">
              {[agreement.agreementId, agreement.organizationNumber, agreement.country]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </th>
          <td className={CELL}>
            {translate(`standings.${agreement.standing}`)}
            {agreement.until && (
              <span className="block whitespace-nowrap text-muted text-xs">
                {translate("agreements.until", { day: formatDate(agreement.until, locale) })}
              </span>
            )}
          </td>
          <NumberCell label={translate("columns.price")}>
            {agreement.priceMinor === null
              ? "–"
              : formatAmount(agreement.priceMinor, "DKK", locale)}
          </NumberCell>
          <NamedCell label={translate("columns.lastTransfer")}>
            {health.lastVerifiedAt ? formatMoment(health.lastVerifiedAt, locale) : "–"}
          </NamedCell>
          <NumberCell label={translate("columns.documents")}>
            {formatCount(health.documentsSince, locale)}
          </NumberCell>
          <NumberCell label={translate("columns.waiting")}>
            {formatCount(health.waiting, locale)}
          </NumberCell>
          <td className={CELL}>
            <HealthChip of={health} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
