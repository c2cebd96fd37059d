import { expect, test } from "vitest";
import {
  formatAmount,
  formatCount,
  formatDate,
  formatDay,
  formatDuration,
  formatMoment,
  formatMonth,
  formatTime,
} from "./format";

/** Intl writes several kinds of space and minus; a reader sees one. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace(/\u2212/g, "-");

test.each([
  [123450, "NOK", "nb", "1 234,50"],
  [123450, "NOK", "en", "1,234.50"],
  [123450, "NOK", "da", "1.234,50"],
  [123450, "NOK", "sv", "1 234,50"],
  [-5, "NOK", "nb", "-0,05"],
  [0, "NOK", "nb", "0,00"],
  [9_007_199_254_740_991, "NOK", "nb", "90 071 992 547 409,91"],
  [1999, "EUR", "nb", "EUR 19,99"],
] as const)("%d minor units of %s in %s read %s", (minor, currency, locale, expected) => {
  expect(plain(formatAmount(minor, currency, locale))).toBe(expected);
});

test("a date is the same day wherever the server stands", () => {
  expect(formatDate("2026-01-01", "nb")).toBe("01.01.2026");
  expect(formatDate("2026-12-31", "en")).toBe("31/12/2026");
  expect(formatDate("2026-12-31", "da")).toBe("31.12.2026");
  expect(formatDate("2026-12-31", "sv")).toBe("2026-12-31");
});

test("moments are Norwegian time, summer and winter", () => {
  expect(formatMoment("2026-07-01T22:30:00Z", "nb")).toContain("00:30");
  expect(formatMoment("2026-07-01T22:30:00Z", "nb")).toContain("02.07.2026");
  expect(formatTime("2026-01-01T12:00:05Z", "nb")).toBe("13:00:05");
  expect(formatDay("2026-07-01T22:30:00Z", "nb")).toBe("02.07.2026");
  expect(formatDay("2026-01-01T22:30:00Z", "nb")).toBe("01.01.2026");
});

test.each([
  [430, "0,4 sek"],
  [12_000, "12 sek"],
  [180_000, "3 min"],
  [7_200_000, "2 t"],
  [-50, "0 sek"],
])("%d ms read %s", (milliseconds, expected) => {
  expect(plain(formatDuration(milliseconds, "nb"))).toBe(expected);
});

test.each([
  ["nb", "22.11.2026", "22.11.2026, 14:05", "14:05:09", "november 2026", "1,5 sek", "12 345"],
  ["da", "22.11.2026", "22.11.2026, 14.05", "14.05.09", "november 2026", "1,5 sek.", "12.345"],
  ["sv", "2026-11-22", "2026-11-22 14:05", "14:05:09", "november 2026", "1,5 s", "12 345"],
  ["en", "22/11/2026", "22/11/2026, 14:05", "14:05:09", "November 2026", "1.5 secs", "12,345"],
] as const)(
  "%s writes dates, moments, months, durations and counts in its own way",
  (locale, date, moment, time, month, duration, count) => {
    const at = "2026-11-22T13:05:09Z";
    const written = [
      formatDate("2026-11-22", locale),
      formatMoment(at, locale),
      formatTime(at, locale),
      formatMonth("2026-11", locale),
      formatDuration(1_500, locale),
      formatCount(12_345, locale),
    ];
    expect(written.map(plain)).toEqual([date, moment, time, month, duration, count]);
  },
);

test.each([
  ["nb", "-1 234,50", "EUR -1 234,50"],
  ["da", "-1.234,50", "EUR -1.234,50"],
  ["sv", "-1 234,50", "EUR -1 234,50"],
  ["en", "-1,234.50", "EUR -1,234.50"],
] as const)("%s writes what is below nothing, in kroner and in euros", (locale, kroner, euros) => {
  expect(plain(formatAmount(-123_450, "NOK", locale))).toBe(kroner);
  expect(plain(formatAmount(-123_450, "EUR", locale))).toBe(euros);
});
