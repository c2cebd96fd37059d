import { getLocale, getTranslations } from "next-intl/server";
import type { AuditEntry } from "@/db/schema/audit-entries";
import { formatAmount, formatCount, formatDate, formatMonth } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";

/** Stored beside what people can read: a note has its words on the agreement's page. */
const NUMBERS_OF_OURS = new Set(["noteId", "takeOverId", "pricePeriodId"]);
/** The database keeps no order. What is not among them comes last. */
const ORDER = [
  ...["what", "month", "day", "fromDay", "toDay", "resumesOn", "trialDays", "priceMinor"],
  ...[
    "country",
    "organizationNumber",
    "vatNumber",
    "restatedFrom",
    "rows",
    "lines",
    "netMinor",
    "vatMinor",
  ],
  ...["unknown", "reason"],
];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;

/** What was entered or done, in the reader's words. */
export async function AuditDetails({ details }: Pick<AuditEntry, "details">) {
  const translate = await getTranslations("vendor.audit");
  const locale = await getLocale();
  const named = (name: string) => {
    const key = `details.${name}`;
    // Safe because `has` has looked: a word is only ever missing for what a later version has written.
    return translate.has(key as never) ? translate(key as never) : name;
  };
  const written = (value: string | number | null) => {
    const key = `values.${value}`;
    return translate.has(key as never) ? translate(key as never) : null;
  };
  const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const shown = Object.entries(details)
    .filter(([name]) => !NUMBERS_OF_OURS.has(name))
    .toSorted(([one], [other]) => place(one) - place(other));
  return shown
    .map(([name, value]) => `${named(name)}: ${written(value) ?? readable(name, value, locale)}`)
    .join(", ");
}

function readable(name: string, value: string | number | null, locale: Locale): string {
  if (value === null || value === "") return "–";
  if (typeof value === "number") {
    return name.endsWith("Minor") ? formatAmount(value, "DKK", locale) : formatCount(value, locale);
  }
  // A reason may look like a day, and stays as it was written.
  if (name === "reason") return value;
  if (DAY.test(value)) return formatDate(value, locale);
  return MONTH.test(value) ? formatMonth(value, locale) : value;
}
