import { expect, test } from "vitest";
import {
  addDays,
  isDate,
  isoDateTime,
  isPlainMoment,
  parsePlainMoment,
  plainDateTime,
} from "./time";

test.each([
  ["2026-01-15T09:20:30Z", "2026-01-15 10:20:30", "2026-01-15T10:20:30+01:00"],
  ["2026-07-15T09:20:30Z", "2026-07-15 11:20:30", "2026-07-15T11:20:30+02:00"],
  ["2026-12-31T23:30:00Z", "2027-01-01 00:30:00", "2027-01-01T00:30:00+01:00"],
])("%s is written in Oslo's clock", (moment, plain, iso) => {
  expect(plainDateTime(new Date(moment))).toBe(plain);
  expect(isoDateTime(new Date(moment))).toBe(iso);
  expect(parsePlainMoment(plain)).toEqual(new Date(moment));
});

test("dates that do not exist are no dates", () => {
  expect(isDate("2026-02-28")).toBe(true);
  expect(isDate("2026-02-30")).toBe(false);
  expect(isDate("28.02.2026")).toBe(false);
  expect(isPlainMoment("2026-02-28 24:00:00")).toBe(false);
  expect(isPlainMoment("2026-02-28T10:00:00")).toBe(false);
});

test("days are added over the end of a month and over summer time", () => {
  expect(addDays("2026-03-28", 3)).toBe("2026-03-31");
  expect(addDays("2026-02-20", 14)).toBe("2026-03-06");
});
