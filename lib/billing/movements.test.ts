import fc from "fast-check";
import { expect, test } from "vitest";
import { aHistory, anyHistory, happened } from "@/tests/support/subscriptions";
import { addMonths, lastDayOf, type Month, monthsFromTo } from "./days";
import { covers, type SubscriptionHistory } from "./history";
import { COUNTED_AS, type Movement, movementsOf, recurringMinor } from "./movements";
import { timelineOf } from "./timeline";

const later = (...events: Parameters<typeof happened>) => [
  ...aHistory().events,
  ...happened(...events),
];
const agreed = { to: null, reason: "pilot" };
const NEW = { month: "2026-01", kind: "new", amountMinor: 39_900 };

test.each<{ name: string; history: Partial<SubscriptionHistory>; movements: unknown[] }>([
  { name: "an agreement goes live", history: {}, movements: [] },
  {
    name: "uninstalled",
    history: { events: later(["uninstalled", "2026-04-10"]) },
    movements: [{ month: "2026-04", kind: "churned", amountMinor: -39_900 }],
  },
  {
    name: "uninstalled on the last day of a month, it runs to its end and is gone in the next",
    history: { events: later(["uninstalled", "2026-04-30"]) },
    movements: [{ month: "2026-05", kind: "churned", amountMinor: -39_900 }],
  },
  {
    name: "gone and back in one month is no movement",
    history: { events: later(["uninstalled", "2026-04-10"], ["reinstalled", "2026-04-21"]) },
    movements: [],
  },
  {
    name: "back in a later month is reactivated, not new",
    history: { events: later(["uninstalled", "2026-04-10"], ["reinstalled", "2026-06-01"]) },
    movements: [
      { month: "2026-04", kind: "churned", amountMinor: -39_900 },
      { month: "2026-06", kind: "reactivated", amountMinor: 39_900 },
    ],
  },
  {
    name: "another price is expansion or contraction by the difference",
    history: {
      pricePeriods: [
        { ...agreed, from: "2026-03-16", priceMinor: 29_900 },
        { ...agreed, from: "2026-07-01", priceMinor: 49_900 },
      ],
    },
    movements: [
      { month: "2026-03", kind: "contraction", amountMinor: -10_000 },
      { month: "2026-07", kind: "expansion", amountMinor: 20_000 },
    ],
  },
  {
    name: "taken over is no churn, also where it is uninstalled afterwards",
    history: {
      takeOvers: [{ from: "2026-04-16", resumesOn: null }],
      events: later(["uninstalled", "2026-04-20"]),
    },
    movements: [{ month: "2026-04", kind: "taken_over", amountMinor: -39_900 }],
  },
  {
    name: "uninstalled before the take-over is churn",
    history: {
      takeOvers: [{ from: "2026-04-16", resumesOn: null }],
      events: later(["uninstalled", "2026-04-10"]),
    },
    movements: [{ month: "2026-04", kind: "churned", amountMinor: -39_900 }],
  },
  {
    name: "a take-over that ends in a later month reactivates",
    history: { takeOvers: [{ from: "2026-04-16", resumesOn: "2026-06-10" }] },
    movements: [
      { month: "2026-04", kind: "taken_over", amountMinor: -39_900 },
      { month: "2026-06", kind: "reactivated", amountMinor: 39_900 },
    ],
  },
  {
    name: "paused, and a free month, move nothing",
    history: {
      events: later(["paused", "2026-02-10"]),
      freeMonths: [{ month: "2026-04", reason: "sorry" }],
    },
    movements: [],
  },
])("$name", ({ history, movements }) => {
  expect(movementsOf(timelineOf(aHistory(history)))).toEqual([NEW, ...movements]);
});

test("a trial counts as a trial, and is new revenue once it has ended", () => {
  expect(movementsOf(timelineOf(aHistory({ trialDays: 45 })))).toEqual([
    { month: "2026-01", kind: "trial_started", amountMinor: 0 },
    { month: "2026-02", kind: "trial_ended", amountMinor: 0 },
    { month: "2026-02", kind: "new", amountMinor: 39_900 },
  ]);
});

const MONTHS = monthsFromTo("2023-11", "2025-06");
const anyHistories = fc.array(anyHistory, { maxLength: 6 });

test("for any agreements twelve months of movements tie out: start + movements = end", () => {
  fc.assert(
    fc.property(anyHistories, fc.constantFrom(...MONTHS.slice(0, -12)), (histories, start) => {
      const timelines = histories.map(timelineOf);
      const movements = timelines.flatMap(movementsOf);
      const revenueAt = (month: Month) =>
        timelines.reduce((sum, timeline) => sum + recurringMinor(timeline, month), 0);

      for (const month of monthsFromTo(start, addMonths(start, 11))) {
        const moved = movements.filter((movement) => movement.month === month);
        const before = revenueAt(addMonths(month, -1));
        expect(before + sumOf(moved)).toBe(revenueAt(month));
      }
    }),
    { numRuns: 500 },
  );
});

test("for any agreements the movements count who pays and who is on trial", () => {
  fc.assert(
    fc.property(anyHistories, fc.constantFrom(...MONTHS), (histories, month) => {
      const timelines = histories.map(timelineOf);
      const movements = timelines.flatMap(movementsOf).filter((moved) => moved.month <= month);
      const count = (of: "paying" | "trial") =>
        movements.reduce((sum, { kind }) => sum + COUNTED_AS[kind][of], 0);
      const standing = (state: string) =>
        timelines.filter((timeline) =>
          timeline.some((stretch) => stretch.state === state && covers(stretch, lastDayOf(month))),
        ).length;
      expect(count("paying")).toBe(standing("billed"));
      expect(count("trial")).toBe(standing("trial"));
    }),
    { numRuns: 500 },
  );
});

test("for any history an agreement moves at most once a month, and is new once", () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const paid = movementsOf(timelineOf(history)).filter(({ kind }) => !kind.startsWith("trial"));
      expect(new Set(paid.map(({ month }) => month)).size).toBe(paid.length);
      expect(paid.filter(({ kind }) => kind === "new").length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

function sumOf(movements: readonly Movement[]): number {
  return movements.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
