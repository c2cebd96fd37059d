import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { movedMinor, type RevenueFigures } from "@/lib/billing/revenue";
import { formatAmount, formatCount, formatMonth } from "@/lib/i18n/format";
import { NumberCell, NumberHead } from "./number";
import { addressOf } from "./params";

/** Twelve months in numbers, newest first; each begins with what the one before has ended with. */
export async function RevenueTable({ months }: { months: readonly RevenueFigures[] }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  return (
    <Table
      caption={translate("overview.twelveMonths")}
      head={[
        translate("columns.month"),
        <NumberHead key="active">{translate("figures.active")}</NumberHead>,
        <NumberHead key="trial">{translate("figures.trial")}</NumberHead>,
        <NumberHead key="start">{translate("overview.start")}</NumberHead>,
        <NumberHead key="change">{translate("columns.change")}</NumberHead>,
        <NumberHead key="end">{translate("overview.end")}</NumberHead>,
      ]}
    >
      {months.toReversed().map(({ month, active, trial, startMinor, movements, endMinor }) => (
        <tr key={month} className="border-line border-b last:border-b-0">
          <th scope="row" className="px-2 py-1 font-normal">
            <Link
              href={addressOf("/vendor", { month })}
              prefetch={false}
              className="text-accent underline"
            >
              {formatMonth(month, locale)}
            </Link>
          </th>
          <NumberCell label={translate("figures.active")}>{formatCount(active, locale)}</NumberCell>
          <NumberCell label={translate("figures.trial")}>{formatCount(trial, locale)}</NumberCell>
          <NumberCell label={translate("overview.start")}>
            {formatAmount(startMinor, "DKK", locale)}
          </NumberCell>
          <NumberCell label={translate("columns.change")}>
            {formatAmount(movedMinor(movements), "DKK", locale)}
          </NumberCell>
          <NumberCell label={translate("overview.end")}>
            {formatAmount(endMinor, "DKK", locale)}
          </NumberCell>
        </tr>
      ))}
    </Table>
  );
}
