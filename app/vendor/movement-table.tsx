import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import { MOVEMENT_KINDS } from "@/lib/billing/movements";
import type { RevenueFigures } from "@/lib/billing/revenue";
import { explainRule } from "@/lib/i18n/explain-rule";
import { formatAmount, formatCount } from "@/lib/i18n/format";
import { addressOf } from "./params";

const CELL = "px-2 py-1.5";
const NUMBER = `${CELL} text-right tabular-nums`;

/** From the recurring revenue of the month before to this one's: every row counts, and they add up. */
export async function MovementTable({ figures }: { figures: RevenueFigures }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const { month, startMinor, movements, endMinor } = figures;
  return (
    <Table
      caption={translate("overview.movements")}
      head={[
        translate("columns.movement"),
        translate("columns.why"),
        translate("columns.agreements"),
        translate("columns.amount"),
      ]}
    >
      <tr className="border-line border-b">
        <th scope="row" colSpan={3} className={`${CELL} font-medium`}>
          {translate("overview.start")}
        </th>
        <td className={NUMBER}>{formatAmount(startMinor, "DKK", locale)}</td>
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
          <td className={NUMBER}>{formatCount(movements[kind].agreements, locale)}</td>
          <td className={NUMBER}>{formatAmount(movements[kind].amountMinor, "DKK", locale)}</td>
        </tr>
      ))}
      <tr>
        <th scope="row" colSpan={3} className={`${CELL} font-semibold`}>
          {translate("overview.end")}
        </th>
        <td className={`${NUMBER} font-semibold`}>{formatAmount(endMinor, "DKK", locale)}</td>
      </tr>
    </Table>
  );
}
