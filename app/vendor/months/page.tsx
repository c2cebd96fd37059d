import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Card } from "@/app/ui/card";
import { Table } from "@/app/ui/table";
import { getDatabase } from "@/db/database";
import { formatAmount, formatCount, formatMoment, formatMonth } from "@/lib/i18n/format";
import { listMonths } from "@/lib/vendor/months";
import { NumberCell, NumberHead } from "../number";
import { Shell } from "../shell";
import { requireStaff } from "../staff";

/** Every month there is something to invoice for. */
export default async function MonthsPage() {
  const staff = await requireStaff();
  const months = await listMonths(await getDatabase(), { now: new Date() });
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  return (
    <Shell staff={staff} place="months" title={translate("months.title")}>
      <Card>
        {months.length === 0 ? (
          <p>{translate("months.none")}</p>
        ) : (
          <Table
            caption={translate("months.title")}
            head={[
              translate("columns.month"),
              translate("columns.state"),
              <NumberHead key="lines">{translate("columns.lines")}</NumberHead>,
              <NumberHead key="net">{translate("columns.net")}</NumberHead>,
              <NumberHead key="vat">{translate("columns.vat")}</NumberHead>,
            ]}
          >
            {months.map(({ month, closed, total }) => (
              <tr key={month} className="border-line border-b last:border-b-0">
                <th scope="row" className="px-2 py-1.5 font-normal">
                  <Link
                    href={`/vendor/months/${month}`}
                    prefetch={false}
                    className="text-accent underline"
                  >
                    {formatMonth(month, locale)}
                  </Link>
                </th>
                <td className="px-2 py-1.5">
                  {closed
                    ? translate("months.closed", {
                        at: formatMoment(closed.at, locale),
                        by: closed.by,
                      })
                    : translate("months.open")}
                </td>
                <NumberCell label={translate("columns.lines")}>
                  {formatCount(total.lines, locale)}
                </NumberCell>
                <NumberCell label={translate("columns.net")}>
                  {formatAmount(total.netMinor, "DKK", locale)}
                </NumberCell>
                <NumberCell label={translate("columns.vat")}>
                  {formatAmount(total.vatMinor, "DKK", locale)}
                </NumberCell>
              </tr>
            ))}
          </Table>
        )}
      </Card>
    </Shell>
  );
}
