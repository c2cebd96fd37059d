import { getLocale } from "next-intl/server";
import type { Rule } from "@/lib/billing/rule";
import { explainRule } from "@/lib/i18n/explain-rule";

/** Why a number is what it is, next to it. */
export async function Rules({ rules }: { rules: readonly Rule[] }) {
  const locale = await getLocale();
  return (
    <ul className="text-muted text-xs">
      {rules.map((rule) => (
        <li key={rule.key}>{explainRule(rule, locale)}</li>
      ))}
    </ul>
  );
}
