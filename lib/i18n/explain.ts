import type { Problem, ProblemCode } from "@/lib/errors/catalog";
import { toMinor } from "@/lib/money";
import { explainDifferences, fieldInWords } from "./explain-differences";
import { formatAmount, formatDate, formatExact, formatMonth } from "./format";
import type { Locale } from "./locales";
import { translatorFor } from "./translator";

/** The two sentences a user reads. */
export type Explanation = { code: ProblemCode; cause: string; fix: string };

/** A stored problem in the reader's words: what happened, and what to do about it. */
export function explain(problem: Problem, locale: Locale): Explanation {
  const translate = translatorFor(locale);
  const values = readable(problem, locale);
  return {
    code: problem.code,
    cause: translate(`problems.${problem.code}.cause`, values),
    fix: translate(`problems.${problem.code}.fix`, values),
  };
}

/** Details that are a day or a month, where they look like one. */
const DAYS = ["date", "fromDay"];
const MONTHS = ["month", "open"];

/** Details as text: amounts and dates as the language writes them, our own words translated. */
function readable(problem: Problem, locale: Locale): Record<string, string | number> {
  const details: Record<string, string | number | null> = problem.details;
  // Problems that were stored before the detail was: nothing is said of it.
  const known = { what: "none", ...details };
  const currency = typeof details.currency === "string" ? details.currency : "NOK";
  return Object.fromEntries(
    Object.entries(known).map(([name, value]) => {
      if (value === null) return [name, "none"];
      if (typeof value === "number" && name.endsWith("Minor")) {
        return [name.slice(0, -"Minor".length), formatAmount(value, currency, locale)];
      }
      if (name === "retryAfterMs") return ["seconds", Math.ceil(Number(value) / 1000)];
      if (problem.code === "document.line_differs" && (name === "expected" || name === "actual")) {
        return [name, formatExact(String(value), locale)];
      }
      if (name === "field") return [name, fieldInWords(String(value), locale)];
      if (name === "differences")
        return [name, explainDifferences(String(value), { currency, locale })];
      if (name === "before" || name === "after") return [name, documentLike(String(value), locale)];
      if (DAYS.includes(name) && /^\d{4}-\d\d-\d\d$/.test(String(value))) {
        return [name, formatDate(String(value), locale)];
      }
      if (MONTHS.includes(name) && /^\d{4}-\d\d$/.test(String(value))) {
        return [name, formatMonth(String(value), locale)];
      }
      return [name, typeof value === "string" ? wordFor(name, value, locale) : value];
    }),
  );
}

/** "22.11.2026, 372,50" of "2026-11-22 NOK 372.50", as a changed document was and is; anything else stays as it is. */
function documentLike(value: string, locale: Locale): string {
  const [, date, currency, amount] =
    value.match(/^(\d{4}-\d\d-\d\d) ([A-Z]{3}) (-?\d+\.\d\d)$/) ?? [];
  if (!date || !currency || !amount) return value;
  return `${formatDate(date, locale)}, ${formatAmount(toMinor(amount), currency, locale)}`;
}

/** "Utførsel" for `export` where the detail is one of our own words, or a list of them; anything else stays as it is. */
function wordFor(name: string, value: string, locale: Locale): string {
  const words = value.split(", ");
  if (words.length > 1) return words.map((word) => wordFor(name, word, locale)).join(", ");
  const translate = translatorFor(locale);
  // The key is built from data, so it may not be there: `has` decides.
  const key = `words.${name}.${value}` as "words.side.sales";
  return /^\w+$/.test(value) && translate.has(key) ? translate(key) : value;
}
