import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import type { RevenueFigures } from "@/lib/billing/revenue";
import { formatAmount, formatCount, formatMonth } from "@/lib/i18n/format";

const NUMBER = "px-2 py-1 text-right tabular-nums";

/** Twelve months in numbers, newest first; each begins with what the one before has ended with. */
export async function RevenueTable({ months }: { months: readonly RevenueFigures[] }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  return (
    <Table
      caption={translate("overview.twelveMonths")}
      head={[
        translate("columns.month"),
        translate("figures.active"),
        translate("figures.trial"),
        translate("overview.start"),
        translate("columns.change"),
        translate("figures.mrr"),
      ]}
    >
      {months.toReversed().map(({ month, active, trial, startMinor, endMinor }) => (
        <tr key={month} className="border-line border-b last:border-b-0">
          <th scope="row" className="px-2 py-1 font-normal">
            {formatMonth(month, locale)}
          </th>
          <td className={NUMBER}>{formatCount(active, locale)}</td>
          <td className={NUMBER}>{formatCount(trial, locale)}</td>
          <td className={NUMBER}>{formatAmount(startMinor, "DKK", locale)}</td>
          <td className={NUMBER}>{formatAmount(endMinor - startMinor, "DKK", locale)}</td>
          <td className={NUMBER}>{formatAmount(endMinor, "DKK", locale)}</td>
        </tr>
      ))}
    </Table>
  );
}
