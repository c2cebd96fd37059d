import { formatAmount, formatDate } from "./format";
import type { Locale } from "./locales";
import { translatorFor } from "./translator";

/** Amounts in minor units, by the names that Fiken and Rackbeat have for them. */
const AMOUNT = /(Minor|Amount|Price)$|^(net|vat|gross)$/;

/** "Sum: 372,50 → 15 970,00" of "grossMinor: 37250 → 1597000", one after the other; what is no such list stays. */
export function explainDifferences(differences: string, locale: Locale): string {
  return differences
    .split("; ")
    .map((difference) => {
      const [, field, expected, actual] = difference.match(/^(\w+): (.*) → (.*)$/s) ?? [];
      if (!field || expected === undefined || actual === undefined) return difference;
      const shown = (value: string) => valueInWords(field, value, locale);
      return `${fieldInWords(field, locale)}: ${shown(expected)} → ${shown(actual)}`;
    })
    .join("; ");
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

function valueInWords(field: string, value: string, locale: Locale): string {
  const translate = translatorFor(locale);
  if (field === "line") return lineInWords(value, locale);
  if (AMOUNT.test(field) && /^-?\d+$/.test(value)) return formatAmount(+value, "NOK", locale);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value, locale);
  if (value === "true" || value === "false") return translate(`fields.flag.${value}`);
  return value === "null" || value === "undefined" ? "–" : value;
}

/** "1 × 3000, 25 % mva, 100,00 + 25,00" of "1 × 3000 HIGH 10000 + 2500". */
function lineInWords(value: string, locale: Locale): string {
  const translate = translatorFor(locale);
  const [, times, account, vatType, net, vat] =
    value.match(/^(\d+ ×) (\S+) (\S+) (-?\d+) \+ (-?\d+)$/) ?? [];
  if (!times || !account || !vatType || !net || !vat) return value;
  const key = `words.vatType.${vatType}` as "words.vatType.HIGH";
  const treatment = translate.has(key) ? translate(key) : vatType;
  const [netText, vatText] = [net, vat].map((minor) => formatAmount(+minor, "NOK", locale));
  return `${times} ${account}, ${treatment}, ${netText} + ${vatText}`;
}
