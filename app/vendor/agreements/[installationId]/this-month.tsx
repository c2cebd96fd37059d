import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { NumberCell, NumberHead } from "@/app/vendor/number";
import { Rules } from "@/app/vendor/rules";
import { formatAmount, formatDate } from "@/lib/i18n/format";
import type { AgreementDetails } from "@/lib/vendor/agreement";

/** This month as it will be billed by what is known today, also what costs nothing and why. */
export async function ThisMonth({ thisMonth: { parts } }: Pick<AgreementDetails, "thisMonth">) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  if (parts.length === 0) return <p>{translate("agreement.notRunning")}</p>;
  return (
    <Table
      caption={translate("agreement.thisMonth")}
      head={[
        translate("columns.period"),
        <NumberHead key="days">{translate("columns.days")}</NumberHead>,
        <NumberHead key="net">{translate("columns.net")}</NumberHead>,
        translate("columns.why"),
      ]}
    >
      {parts.map(({ from, to, days, daysInMonth, netMinor, rules }) => (
        <tr key={from} className="border-line border-b align-top last:border-b-0">
          <th scope="row" className="px-2 py-1.5 font-normal">
            {formatDate(from, locale)} – {formatDate(to, locale)}
          </th>
          <NumberCell label={translate("columns.days")}>
            {translate("basis.days", { days, of: daysInMonth })}
          </NumberCell>
          <NumberCell label={translate("columns.net")}>
            {formatAmount(netMinor, "DKK", locale)}
          </NumberCell>
          <td className="px-2 py-1.5">
            <Rules rules={rules} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
