import { formatAmount, formatDate } from "./format";
import type { Locale } from "./locales";
import { translatorFor } from "./translator";

/** Amounts in minor units, by the names that Fiken and Rackbeat have for them. */
const AMOUNT = /(Minor|Amount|Price)$|^(net|vat|gross)$/;

type Shown = string | number | boolean | null;
type Told = { currency: string; locale: Locale };

/** "Sum: 372,50 → 15 970,00" of "grossMinor: 37250 → 1597000", one after the other; what is no such list stays. */
export function explainDifferences(differences: string, told: Told): string {
  return differences
    .split("; ")
    .map((difference) => {
      const [, field, expected, actual] = difference.match(/^(\w+): (.*) → (.*)$/s) ?? [];
      if (!field || expected === undefined || actual === undefined) return difference;
      return explainDifference({ field, expected, actual }, told);
    })
    .join("; ");
}

/** "sum: 372,50 → 15 970,00": what should stand in Fiken, and what stands there. Amounts are in the document's currency. */
export function explainDifference(
  { field, expected, actual }: { field: string; expected: Shown; actual: Shown },
  told: Told,
): string {
  const shown = (value: Shown) => valueInWords(field, String(value ?? "–"), told);
  return `${fieldInWords(field, told.locale)}: ${shown(expected)} → ${shown(actual)}`;
}

/** "antall i linje 3" of `lines[3].quantity`; a field without words stays as it is. */
export function fieldInWords(field: string, locale: Locale): string {
  const translate = translatorFor(locale);
  const [, line, ofLine] = field.match(/^lines\[(\d+)\]\.(.+)$/) ?? [];
  if (line && ofLine) {
    return translate("fields.ofLine", { field: fieldInWords(ofLine, locale), line });
  }
  // The key is built from data, so it may not be there: `has` decides.
  const key = `fields.names.${field.replaceAll(".", "_")}` as "fields.names.name";
  return translate.has(key) ? translate(key) : field;
}

function valueInWords(field: string, value: string, told: Told): string {
  const { currency, locale } = told;
  const translate = translatorFor(locale);
  if (field === "line") return lineInWords(value, told);
  if (AMOUNT.test(field) && /^-?\d+$/.test(value)) return formatAmount(+value, currency, locale);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value, locale);
  if (field === "kind") {
    const key = `fikenKinds.${value}` as "fikenKinds.sale";
    return translate.has(key) ? translate(key) : value;
  }
  if (field === "vatType") return vatTypeInWords(value, locale);
  if (value === "true" || value === "false") return translate(`fields.flag.${value}`);
  return value === "null" || value === "undefined" ? "–" : value;
}

/** "25 % mva" of `HIGH`; what Fiken has no such type of stays as it is. */
export function vatTypeInWords(vatType: string, locale: Locale): string {
  const translate = translatorFor(locale);
  // The key is built from data, so it may not be there: `has` decides.
  const sale = `words.vatType.${vatType}` as "words.vatType.HIGH";
  const any = `voucher.vatTypes.${vatType}` as "voucher.vatTypes.HIGH";
  if (translate.has(sale)) return translate(sale);
  return translate.has(any) ? translate(any) : vatType;
}

/** "1 × 3000, 25 % mva, 100,00 + 25,00" of "1 × 3000 HIGH 10000 + 2500". */
function lineInWords(value: string, { currency, locale }: Told): string {
  const [, times, account, vatType, net, vat] =
    value.match(/^(\d+ ×) (\S+) (\S+) (-?\d+) \+ (-?\d+)$/) ?? [];
  if (!times || !account || !vatType || !net || !vat) return value;
  const treatment = vatTypeInWords(vatType, locale);
  const [netText, vatText] = [net, vat].map((minor) => formatAmount(+minor, currency, locale));
  return `${times} ${account}, ${treatment}, ${netText} + ${vatText}`;
}
