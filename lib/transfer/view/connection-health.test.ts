import { expect, test } from "vitest";
import type { WatchedKind } from "@/lib/transfer/intake/watched-kinds";
import { sightOf } from "./connection-health";

const now = new Date("2026-11-22T12:00:00Z");

function aKind(minutesAgo: number | null, kind: Partial<WatchedKind> = {}): WatchedKind {
  const lastRunAt = minutesAgo === null ? null : new Date(now.getTime() - minutesAgo * 60_000);
  const list = { kind: "customer_invoice", everyMinutes: 10 } as const;
  return { ...list, hasWebhook: true, hasFailed: false, lastRunAt, ...kind };
}

test("lists that were each looked through a few turns ago at most are in sight, since the oldest", () => {
  const slow = aKind(80, { everyMinutes: 30 });
  const nightly = aKind(null, { kind: "stock_level", everyMinutes: null });
  const completeAt = new Date("2026-11-22T10:40:00Z");
  expect(sightOf([aKind(29), slow, nightly], now)).toEqual({
    ...{ state: "current", completeAt, hasFailed: false },
  });
});

test.each([
  ["that was never looked through is looked at still", aKind(null), "looking"],
  [
    "whose last attempt failed soon after a look is in sight",
    aKind(5, { hasFailed: true }),
    "current",
  ],
  [
    "that failed before it was ever looked through is out of sight",
    aKind(null, { hasFailed: true }),
    "lost",
  ],
  ["that was left alone for more than three of its turns, too", aKind(31), "lost"],
])("a list %s", (_, kind, state) => {
  expect(sightOf([aKind(2), kind], now).state).toBe(state);
});
