import { expect, test } from "vitest";
import { doublingBackoff, inngestBackoff } from "./backoff";

test("waits are Inngest's: from a quarter of a minute to two hours, and up to half a minute more", () => {
  for (const [attempt, seconds] of [
    [0, 15],
    [2, 60],
    [9, 7_200],
    [50, 7_200],
  ] as const) {
    expect(inngestBackoff(attempt)).toBeGreaterThanOrEqual(seconds * 1_000);
    expect(inngestBackoff(attempt)).toBeLessThan((seconds + 30) * 1_000);
  }
});

test("for development waits double from a base", () => {
  expect([0, 1, 2].map(doublingBackoff(100))).toEqual([100, 200, 400]);
  expect(doublingBackoff(100)(60)).toBe(7_200_000);
});
