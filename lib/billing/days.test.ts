import { expect, test } from "vitest";
import {
  addMonths,
  copenhagenDay,
  daysFromTo,
  daysIn,
  lastDayOf,
  monthsFromTo,
  startOfDay,
} from "./days";

test.each([
  { month: "2026-02", days: 28 },
  { month: "2024-02", days: 29 },
  { month: "2100-02", days: 28 },
  { month: "2026-12", days: 31 },
])("$month has $days days", ({ month, days }) => {
  expect(daysIn(month)).toBe(days);
  expect(daysFromTo(`${month}-01`, lastDayOf(month))).toBe(days);
});

test.each([
  { moment: "2026-02-28T22:59:59Z", day: "2026-02-28" },
  { moment: "2026-02-28T23:00:00Z", day: "2026-03-01" },
  { moment: "2026-06-30T21:59:59Z", day: "2026-06-30" },
  { moment: "2026-06-30T22:00:00Z", day: "2026-07-01" },
])("$moment is on $day in Copenhagen, winter and summer", ({ moment, day }) => {
  expect(copenhagenDay(new Date(moment))).toBe(day);
});

test("months are counted over the end of the year", () => {
  expect(addMonths("2025-11", 3)).toBe("2026-02");
  expect(addMonths("2026-01", -1)).toBe("2025-12");
  expect(monthsFromTo("2025-12", "2026-02")).toEqual(["2025-12", "2026-01", "2026-02"]);
  expect(monthsFromTo("2026-02", "2026-01")).toEqual([]);
});

test.each([
  { day: "2026-03-01", moment: "2026-02-28T23:00:00.000Z" },
  { day: "2026-07-01", moment: "2026-06-30T22:00:00.000Z" },
  { day: "2026-03-29", moment: "2026-03-28T23:00:00.000Z" },
  { day: "2026-10-25", moment: "2026-10-24T22:00:00.000Z" },
])("$day begins at $moment, also where the clocks change on it", ({ day, moment }) => {
  expect(startOfDay(day).toISOString()).toBe(moment);
});
