import { expect, test } from "vitest";
import { lastDays, summarize } from "./activity";

test("half of the times, and ninety-five in a hundred, are within what is told", () => {
  const times = Array.from({ length: 100 }, (_, index) => (100 - index) * 1_000);
  expect(summarize(times)).toMatchObject({ count: 100, p50Ms: 50_000, p95Ms: 95_000 });
});

test("every time is counted once, a bound still within its own", () => {
  const { buckets } = summarize([0, 5_000, 5_001, 120_000, 120_001, 999_999]);
  expect(buckets).toEqual([
    { upToMs: 5_000, count: 2 },
    { upToMs: 10_000, count: 1 },
    { upToMs: 20_000, count: 0 },
    { upToMs: 30_000, count: 0 },
    { upToMs: 60_000, count: 0 },
    { upToMs: 120_000, count: 1 },
    { upToMs: 300_000, count: 1 },
    { upToMs: null, count: 1 },
  ]);
});

test("nothing measured is no time at all", () => {
  expect(summarize([])).toMatchObject({ count: 0, p50Ms: null, p95Ms: null });
});

test("the days are those of the time zone, over the change to winter time as well", () => {
  const timeZone = "Europe/Oslo";
  expect(lastDays(new Date("2026-10-25T23:30:00Z"), { count: 3, timeZone })).toEqual([
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
  ]);
});
