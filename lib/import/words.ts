import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";

/** What Rackbeat's field is called; one that has no words of ours keeps its own name. */
export function fieldName(field: string, locale: Locale): string {
  return wordOr(`import.fields.${field}`, field, locale);
}

/** What a row was found by. */
export function matchName(matchedBy: string, locale: Locale): string {
  return wordOr(`import.matches.${matchedBy}`, matchedBy, locale);
}

/** Fiken's VAT type, as its own screens name it. */
export function vatTypeName(vatType: string, locale: Locale): string {
  return wordOr(`words.vatType.${vatType}`, vatType, locale);
}

/** The key is built from data, so it may not be there: `has` decides. */
function wordOr(path: string, otherwise: string, locale: Locale): string {
  const translate = translatorFor(locale);
  const key = path as "import.fields.name";
  return translate.has(key) ? translate(key) : otherwise;
}
