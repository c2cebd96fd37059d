import { getLocale, getTranslations } from "next-intl/server";
import type { RevenueFigures } from "@/lib/billing/revenue";
import { formatAmount, formatCount } from "@/lib/i18n/format";

const COUNTED = ["new", "churned", "reactivated", "taken_over"] as const;

/** A month at a glance: who pays at its end, what they pay, who came and went. */
export async function Figures({ figures }: { figures: RevenueFigures }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const rows: [string, string][] = [
    [translate("figures.active"), formatCount(figures.active, locale)],
    [translate("figures.trial"), formatCount(figures.trial, locale)],
    [translate("figures.mrr"), formatAmount(figures.endMinor, "DKK", locale)],
    ...COUNTED.map((kind): [string, string] => [
      translate(`movementKinds.${kind}`),
      formatCount(figures.movements[kind].agreements, locale),
    ]),
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-7">
      {rows.map(([name, value]) => (
        <div key={name} className="rounded-lg border border-line bg-card px-4 py-3">
          <dt className="text-muted text-xs">{name}</dt>
          <dd className="font-semibold text-base tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
