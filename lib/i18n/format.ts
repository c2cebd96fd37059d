import type { Locale } from "./locales";

/** The books are kept in Norway: times are Norwegian, wherever the browser or the server stands. */
export const TIME_ZONE = "Europe/Oslo";

const REGIONS: Record<Locale, string> = {
  nb: "nb-NO",
  da: "da-DK",
  sv: "sv-SE",
  en: "en-GB",
};

/** To make one costs more than to use it a hundred times: each is made once per language. */
function perLocale<Format>(make: (region: string) => Format): (locale: Locale) => Format {
  const made = new Map<Locale, Format>();
  return (locale) => {
    const format = made.get(locale) ?? make(REGIONS[locale]);
    made.set(locale, format);
    return format;
  };
}

const decimals = perLocale(
  (region) => new Intl.NumberFormat(region, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
const exact = perLocale((region) => new Intl.NumberFormat(region, { maximumFractionDigits: 20 }));
const dates = perLocale(
  (region) =>
    new Intl.DateTimeFormat(region, {
      ...{ day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" },
    }),
);
const daysInNorway = perLocale(
  (region) =>
    new Intl.DateTimeFormat(region, {
      ...{ day: "2-digit", month: "2-digit", year: "numeric", timeZone: TIME_ZONE },
    }),
);
const months = perLocale(
  (region) => new Intl.DateTimeFormat(region, { month: "long", year: "numeric", timeZone: "UTC" }),
);

/** "1 234,50" of 123450 minor units. */
export function formatDecimal(minor: number, locale: Locale): string {
  // Intl takes a decimal as text and prints it exactly; a division would go through a float.
  return decimals(locale).format(decimalOf(minor));
}

/** "1 234,5" of "1234.5": an exact decimal, to its last digit. Text that is no decimal stays as it is. */
export function formatExact(decimal: string, locale: Locale): string {
  if (!/^-?\d+(\.\d+)?$/.test(decimal)) return decimal;
  return exact(locale).format(decimal as Intl.StringNumericLiteral);
}

/** The same with the currency's code where it is not the Norwegian krone; never broken over two lines. */
export function formatAmount(minor: number, currency: string, locale: Locale): string {
  const text = formatDecimal(minor, locale);
  return currency === "NOK" ? text : `${currency}\u00a0${text}`;
}

/** "22.11.2026" of "2026-11-22". A date has no time zone: it is the same day everywhere. */
export function formatDate(date: string, locale: Locale): string {
  return dates(locale).format(new Date(`${date}T00:00:00Z`));
}

/** "november 2026" of "2026-11". */
export function formatMonth(month: string, locale: Locale): string {
  return months(locale).format(new Date(`${month}-01T00:00:00Z`));
}

/** "22.11.2026, 14:05" in Norway. */
export function formatMoment(moment: string | Date, locale: Locale): string {
  return new Intl.DateTimeFormat(REGIONS[locale], {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: TIME_ZONE,
  }).format(new Date(moment));
}

/** "22.11.2026": the day in Norway that the moment is of. */
export function formatDay(moment: string | Date, locale: Locale): string {
  return daysInNorway(locale).format(new Date(moment));
}

/** "14:05:09" in Norway: on a timeline, seconds count. */
export function formatTime(moment: string | Date, locale: Locale): string {
  return new Intl.DateTimeFormat(REGIONS[locale], {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: TIME_ZONE,
  }).format(new Date(moment));
}

/** "0,4 sek", "12 sek", "3 min", "2 t": as much precision as the size deserves. */
export function formatDuration(milliseconds: number, locale: Locale): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const write = (value: number, unit: "second" | "minute" | "hour" | "day", digits = 0) =>
    new Intl.NumberFormat(REGIONS[locale], {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 10) return write(seconds, "second", 1);
  if (seconds < 90) return write(seconds, "second");
  if (seconds < 90 * 60) return write(seconds / 60, "minute");
  if (seconds < 36 * 3600) return write(seconds / 3600, "hour");
  return write(seconds / 86_400, "day");
}

/** A whole number with the language's grouping. */
export function formatCount(count: number, locale: Locale): string {
  return new Intl.NumberFormat(REGIONS[locale]).format(count);
}

function decimalOf(minor: number): Intl.StringNumericLiteral {
  const digits = Math.abs(minor).toString().padStart(3, "0");
  const sign = minor < 0 ? "-" : "";
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}` as Intl.StringNumericLiteral;
}
