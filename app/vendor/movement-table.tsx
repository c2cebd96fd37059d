import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { MOVEMENT_KINDS } from "@/lib/billing/movements";
import { movedMinor, type RevenueFigures } from "@/lib/billing/revenue";
import { explainRule } from "@/lib/i18n/explain-rule";
import { formatAmount, formatCount } from "@/lib/i18n/format";
import { NumberCell, NumberHead } from "./number";
import { addressOf } from "./params";

const CELL = "px-2 py-1.5";

/** From the recurring revenue of the month before to this one's: every row counts, and they add up. */
export async function MovementTable({ figures }: { figures: RevenueFigures }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const { month, startMinor, movements, endMinor } = figures;
  const amount = (minor: number) => formatAmount(minor, "DKK", locale);
  return (
    <Table
      caption={translate("overview.movements")}
      head={[
        translate("columns.movement"),
        translate("columns.why"),
        <NumberHead key="agreements">{translate("columns.agreements")}</NumberHead>,
        <NumberHead key="amount">{translate("columns.amount")}</NumberHead>,
      ]}
    >
      <tr className="border-line border-b">
        <th scope="row" colSpan={3} className={`${CELL} font-medium`}>
          {translate("overview.start")}
        </th>
        <NumberCell label={translate("columns.amount")}>{amount(startMinor)}</NumberCell>
      </tr>
      {MOVEMENT_KINDS.map((kind) => (
        <tr key={kind} className="border-line border-b">
          <th scope="row" className={`${CELL} font-normal`}>
            <Link
              href={addressOf("/vendor/movements", { month, kind })}
              prefetch={false}
              className="text-accent underline"
            >
              {translate(`movementKinds.${kind}`)}
            </Link>
          </th>
          <td className={`${CELL} text-muted text-xs`}>
            {explainRule({ key: `movement.${kind}`, values: {} }, locale)}
          </td>
          <NumberCell label={translate("columns.agreements")}>
            {formatCount(movements[kind].agreements, locale)}
          </NumberCell>
          <NumberCell label={translate("columns.amount")}>
            {amount(movements[kind].amountMinor)}
          </NumberCell>
        </tr>
      ))}
      <tr className="border-line border-b">
        <th scope="row" colSpan={3} className={`${CELL} font-medium`}>
          {translate("overview.moved")}
        </th>
        <NumberCell label={translate("columns.amount")}>{amount(movedMinor(movements))}</NumberCell>
      </tr>
      <tr>
        <th scope="row" colSpan={3} className={`${CELL} font-semibold`}>
          {translate("overview.end")}
          <span className="block font-normal text-muted text-xs">
            {translate("overview.tiesOut", {
              start: amount(startMinor),
              moved: amount(movedMinor(movements)),
              end: amount(endMinor),
            })}
          </span>
        </th>
        <NumberCell label={translate("columns.amount")} isStrong>
          {amount(endMinor)}
        </NumberCell>
      </tr>
    </Table>
  );
}
