import type { Rule } from "@/lib/billing/rule";
import { formatAmount, formatDate, formatMonth } from "./format";
import type { Locale } from "./locales";
import { translatorFor } from "./translator";

/** Why a number on the vendor's bill is what it is, in the reader's words. */
export function explainRule({ key, values }: Rule, locale: Locale): string {
  return translatorFor(locale)(`billingRules.${key}`, readable(values, locale));
}

function readable(
  values: Record<string, string | number | null>,
  locale: Locale,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (value === null) return [name, "none"];
      if (typeof value === "number" && name.endsWith("Minor")) {
        return [name.slice(0, -"Minor".length), formatAmount(value, "DKK", locale)];
      }
      return [name, typeof value === "string" ? inWords(name, value, locale) : value];
    }),
  );
}

/** Days, months and countries as the language writes them. A reason stays as it was written. */
function inWords(name: string, value: string, locale: Locale): string {
  if (name === "country") {
    return new Intl.DisplayNames(locale, { type: "region" }).of(value) ?? value;
  }
  if (name === "month") return formatMonth(value, locale);
  if (["from", "to", "until"].includes(name)) return formatDate(value, locale);
  return value;
}
