import { expect, test } from "vitest";
import { parseDuration, parseRetryAfter, parseWakeTime } from "./duration";

test.each([
  ["1s", 1_000],
  ["2h45m", 9_900_000],
  ["1.5s", 1_500],
  ["300ms", 300],
  ["1w1d", 691_200_000],
])("%s lasts %i ms", (text, ms) => expect(parseDuration(text)).toBe(ms));

test.each(["", "1", "s", "1 s", "1s!", "-1s"])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test("a sleep ends after a duration or at a date", () => {
  expect(parseWakeTime("2s", 1_000)).toBe(3_000);
  expect(parseWakeTime("1970-01-01T00:00:05.250Z", 1_000)).toBe(5_250);
  expect(parseWakeTime("soon", 1_000)).toBeUndefined();
});

test("Retry-After is seconds or a date", () => {
  expect(parseRetryAfter("3", 1_000)).toBe(4_000);
  expect(parseRetryAfter("1970-01-01T00:00:09Z", 1_000)).toBe(9_000);
});
