import { getLocale, getTranslations } from "next-intl/server";
import type { RevenueFigures } from "@/lib/billing/revenue";
import { explainRule } from "@/lib/i18n/explain-rule";
import { formatAmount, formatCount } from "@/lib/i18n/format";

const COUNTED = ["new", "churned", "reactivated", "taken_over"] as const;

/** A month at a glance: who pays at its end, what they pay, who came and went; each with what it counts. */
export async function Figures({ figures }: { figures: RevenueFigures }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const rows: { name: string; value: string; why: string }[] = [
    {
      name: translate("figures.active"),
      value: formatCount(figures.active, locale),
      why: translate("figures.activeWhy"),
    },
    {
      name: translate("figures.trial"),
      value: formatCount(figures.trial, locale),
      why: translate("figures.trialWhy"),
    },
    {
      name: translate("figures.mrr"),
      value: formatAmount(figures.endMinor, "DKK", locale),
      why: translate("figures.mrrWhy"),
    },
    ...COUNTED.map((kind) => ({
      name: translate(`movementKinds.${kind}`),
      value: formatCount(figures.movements[kind].agreements, locale),
      why: explainRule({ key: `movement.${kind}`, values: {} }, locale),
    })),
  ];
  return (
    <dl className="grid grid-cols-1 gap-3 min-[420px]:grid-cols-2 sm:grid-cols-4">
      {rows.map(({ name, value, why }) => (
        <div key={name} className="rounded-lg border border-line bg-card px-4 py-3">
          <dt className="text-muted text-xs">{name}</dt>
          <dd>
            <span className="block whitespace-nowrap font-semibold text-base tabular-nums">
              {value}
            </span>
            <span className="block text-muted text-xs">{why}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
