import fc from "fast-check";
import { expect, test } from "vitest";
import { aHistory, anyHistory, happened } from "@/tests/support/subscriptions";
import { chargeOf } from "./charge";
import { addDays, daysIn, firstDayOf, lastDayOf, type Month, monthsFromTo } from "./days";
import { DEFAULT_PRICE_MINOR, type SubscriptionHistory } from "./history";
import { timelineOf } from "./timeline";

function chargeIn(history: SubscriptionHistory, month: Month) {
  return chargeOf(timelineOf(history), history.freeMonths, month);
}

function sumIn(history: SubscriptionHistory, month: Month): number {
  return chargeIn(history, month).reduce((sum, { netMinor }) => sum + netMinor, 0);
}

const liveOn = (day: string) => happened(["installed", "2025-12-20"], ["live", day]);
const agreed = { to: null, reason: "pilot" };

test.each<{ name: string; history: SubscriptionHistory; month: Month; netMinor: number }>([
  { name: "a whole month", history: aHistory(), month: "2026-03", netMinor: 39_900 },
  { name: "February", history: aHistory(), month: "2026-02", netMinor: 39_900 },
  {
    name: "the day of go-live to the end of February, 14 of 28 days",
    history: aHistory({ events: liveOn("2026-02-15") }),
    month: "2026-02",
    netMinor: 19_950,
  },
  {
    name: "15 of 29 days in a leap year: 206.379… is rounded up",
    history: aHistory({ events: liveOn("2028-02-15") }),
    month: "2028-02",
    netMinor: 20_638,
  },
  {
    name: "half an øre is rounded up",
    history: aHistory({
      events: liveOn("2026-04-16"),
      pricePeriods: [{ ...agreed, from: "2026-04-01", priceMinor: 39_901 }],
    }),
    month: "2026-04",
    netMinor: 19_951,
  },
  {
    name: "the month before go-live",
    history: aHistory({ events: liveOn("2026-02-15") }),
    month: "2026-01",
    netMinor: 0,
  },
  {
    name: "live and uninstalled on one day: one of 31 days",
    history: aHistory({
      events: happened(
        ["installed", "2026-01-05"],
        ["live", "2026-01-05"],
        ["uninstalled", "2026-01-05"],
      ),
    }),
    month: "2026-01",
    netMinor: 1287,
  },
  {
    name: "to the day of the uninstall, 10 of 30 days",
    history: aHistory({
      events: [...aHistory().events, ...happened(["uninstalled", "2026-04-10"])],
    }),
    month: "2026-04",
    netMinor: 13_300,
  },
  {
    name: "uninstalled on the last day of a month, that month is whole",
    history: aHistory({
      events: [...aHistory().events, ...happened(["uninstalled", "2026-04-30"])],
    }),
    month: "2026-04",
    netMinor: 39_900,
  },
  {
    name: "re-installed in the same month: its days, none of them twice",
    history: aHistory({
      events: [
        ...aHistory().events,
        ...happened(["uninstalled", "2026-04-10"], ["reinstalled", "2026-04-21"]),
      ],
    }),
    month: "2026-04",
    netMinor: 26_600,
  },
  {
    name: "re-installed on the day of the uninstall: the whole month, once",
    history: aHistory({
      events: [
        ...aHistory().events,
        ...happened(["uninstalled", "2026-04-10"], ["reinstalled", "2026-04-10"]),
      ],
    }),
    month: "2026-04",
    netMinor: 39_900,
  },
  {
    name: "paused all month",
    history: aHistory({ events: [...aHistory().events, ...happened(["paused", "2026-03-20"])] }),
    month: "2026-04",
    netMinor: 39_900,
  },
  {
    name: "another price from the 16th of 30 days",
    history: aHistory({
      pricePeriods: [{ ...agreed, from: "2026-04-16", priceMinor: 29_900 }],
    }),
    month: "2026-04",
    netMinor: 19_950 + 14_950,
  },
  {
    name: "an agreed price ends with its last day",
    history: aHistory({
      pricePeriods: [{ ...agreed, from: "2026-01-01", to: "2026-03-31", priceMinor: 0 }],
    }),
    month: "2026-04",
    netMinor: 39_900,
  },
  {
    name: "of two agreed prices the one agreed last",
    history: aHistory({
      pricePeriods: [
        { ...agreed, from: "2026-03-01", priceMinor: 10_000 },
        { ...agreed, from: "2026-01-01", priceMinor: 20_000 },
      ],
    }),
    month: "2026-04",
    netMinor: 20_000,
  },
  {
    name: "taken over from the 16th of 30 days",
    history: aHistory({ takeOvers: [{ from: "2026-04-16", resumesOn: null }] }),
    month: "2026-04",
    netMinor: 19_950,
  },
  {
    name: "taken over from the 11th, reversed from the 21st",
    history: aHistory({ takeOvers: [{ from: "2026-04-11", resumesOn: "2026-04-21" }] }),
    month: "2026-04",
    netMinor: 26_600,
  },
  {
    name: "a take-over that was reversed altogether",
    history: aHistory({ takeOvers: [{ from: "2026-04-11", resumesOn: "2026-04-11" }] }),
    month: "2026-04",
    netMinor: 39_900,
  },
  {
    name: "a trial of 30 days from go-live leaves the 31st of January",
    history: aHistory({ trialDays: 30 }),
    month: "2026-01",
    netMinor: 1287,
  },
  {
    name: "a free month",
    history: aHistory({ freeMonths: [{ month: "2026-04", reason: "sorry" }] }),
    month: "2026-04",
    netMinor: 0,
  },
])("$name costs $netMinor øre", ({ history, month, netMinor }) => {
  expect(sumIn(history, month)).toBe(netMinor);
});

test("every part says what made its amount, and where its price is from", () => {
  const history = aHistory({
    pricePeriods: [
      { from: "2026-04-16", to: "2026-06-30", priceMinor: 29_900, reason: "three months cheaper" },
    ],
    takeOvers: [{ from: "2026-04-21", resumesOn: null }],
  });
  expect(chargeIn(history, "2026-04")).toMatchObject([
    {
      from: "2026-04-01",
      to: "2026-04-15",
      days: 15,
      rules: [
        { key: "charge.by_days", values: { days: 15, daysInMonth: 30, priceMinor: 39_900 } },
        { key: "price.default" },
      ],
    },
    {
      from: "2026-04-16",
      to: "2026-04-20",
      days: 5,
      rules: [
        { key: "charge.by_days" },
        { key: "price.agreed", values: { reason: "three months cheaper", to: "2026-06-30" } },
      ],
    },
    { from: "2026-04-21", netMinor: 0, rules: [{ key: "charge.taken_over" }, {}] },
  ]);
});

test("parts that would round to more than the month's price are cut, and say so", () => {
  const history = aHistory({
    pricePeriods: [
      { from: "2026-04-01", to: "2026-04-15", priceMinor: 3, reason: "a" },
      { from: "2026-04-16", to: "2026-04-30", priceMinor: 3, reason: "b" },
    ],
  });
  const parts = chargeIn(history, "2026-04");
  expect(parts.map(({ netMinor }) => netMinor)).toEqual([2, 1]);
  expect(parts[1]?.rules).toContainEqual({
    key: "charge.never_above_price",
    values: { priceMinor: 3 },
  });
});

const MONTHS = monthsFromTo("2023-11", "2025-02");

test("for any history a month's sum is between 0 and the month's highest price", () => {
  fc.assert(
    fc.property(anyHistory, fc.constantFrom(...MONTHS), (history, month) => {
      const parts = chargeIn(history, month);
      const highest = Math.max(0, ...parts.map(({ priceMinor }) => priceMinor));
      const sum = sumIn(history, month);
      expect(sum).toBeGreaterThanOrEqual(0);
      expect(sum).toBeLessThanOrEqual(highest);
    }),
    { numRuns: 2000 },
  );
});

test("for any cutting of a month into prices of a few øre the sum is never above the highest", () => {
  const anyPrices = fc.array(
    fc.record({ day: fc.integer({ min: 1, max: 28 }), priceMinor: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(anyPrices, (prices) => {
      const pricePeriods = [{ day: 1, priceMinor: 1 }, ...prices].map(
        ({ day, priceMinor }, order) => ({
          ...{ from: addDays("2026-04-01", day - 1), to: null, priceMinor, reason: `${order}` },
        }),
      );
      const parts = chargeIn(aHistory({ pricePeriods }), "2026-04");
      const highest = Math.max(...parts.map(({ priceMinor }) => priceMinor));
      expect(sumIn(aHistory({ pricePeriods }), "2026-04")).toBeLessThanOrEqual(highest);
    }),
    { numRuns: 500 },
  );
});

test("for any history the sum is that of its days, one by one, within half an øre a part", () => {
  fc.assert(
    fc.property(anyHistory, fc.constantFrom(...MONTHS), (history, month) => {
      const parts = chargeIn(history, month);
      const exact = dayByDay(history, month) / daysIn(month);
      expect(Math.abs(sumIn(history, month) - exact)).toBeLessThanOrEqual(0.5 * parts.length);
    }),
    { numRuns: 1000 },
  );
});

/** The rules once more as plainly as can be: the prices of the days that cost something, added up. */
function dayByDay(history: SubscriptionHistory, month: Month): number {
  const { events, pricePeriods, trialDays, freeMonths, takeOvers } = history;
  if (freeMonths.some((free) => free.month === month)) return 0;
  let sum = 0;
  let liveSince: string | null = null;
  let [installed, live] = [false, false];
  for (let day = events[0]?.day ?? ""; day <= lastDayOf(month); day = addDays(day, 1)) {
    let runs = installed && live;
    for (const event of events.filter((candidate) => candidate.day === day)) {
      if (event.kind === "live") live = true;
      if (event.kind === "uninstalled") installed = false;
      if (event.kind === "installed" || event.kind === "reinstalled") installed = true;
      runs ||= installed && live;
    }
    if (!runs) continue;
    liveSince ??= day;
    const isTrial = day < addDays(liveSince, trialDays);
    const isTakenOver = takeOvers.some(
      ({ from, resumesOn }) => from <= day && (resumesOn === null || day < resumesOn),
    );
    if (day < firstDayOf(month) || isTrial || isTakenOver) continue;
    const price = pricePeriods.findLast(
      ({ from, to }) => from <= day && (to === null || day <= to),
    );
    sum += price?.priceMinor ?? DEFAULT_PRICE_MINOR;
  }
  return sum;
}
