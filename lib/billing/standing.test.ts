import { expect, test } from "vitest";
import { aHistory, happened } from "@/tests/support/subscriptions";
import type { SubscriptionHistory } from "./history";
import { standingOn } from "./standing";
import { timelineOf } from "./timeline";

const later = (...events: Parameters<typeof happened>) => [
  ...aHistory().events,
  ...happened(...events),
];

test.each<{ name: string; history: Partial<SubscriptionHistory>; day: string; is: object }>([
  {
    name: "installed and not live",
    history: { events: happened(["installed", "2026-01-05"]) },
    day: "2026-02-01",
    is: { standing: "not_live", until: null, priceMinor: null },
  },
  {
    name: "on trial, to its last day",
    history: { trialDays: 30 },
    day: "2026-01-30",
    is: { standing: "trial", until: "2026-01-30", priceMinor: 39_900 },
  },
  {
    name: "active after it",
    history: { trialDays: 30 },
    day: "2026-01-31",
    is: { standing: "active", until: null },
  },
  {
    name: "paused",
    history: { events: later(["paused", "2026-02-10"]) },
    day: "2026-02-10",
    is: { standing: "paused" },
  },
  {
    name: "resumed",
    history: { events: later(["paused", "2026-02-10"], ["resumed", "2026-02-12"]) },
    day: "2026-02-12",
    is: { standing: "active" },
  },
  {
    name: "active until it is taken over",
    history: { takeOvers: [{ from: "2026-05-01", resumesOn: null }] },
    day: "2026-04-03",
    is: { standing: "active", until: "2026-04-30" },
  },
  {
    name: "taken over",
    history: { takeOvers: [{ from: "2026-05-01", resumesOn: null }] },
    day: "2026-05-01",
    is: { standing: "taken_over", until: null },
  },
  {
    name: "running on the day it is uninstalled",
    history: { events: later(["uninstalled", "2026-04-10"]) },
    day: "2026-04-10",
    is: { standing: "active", until: "2026-04-10" },
  },
  {
    name: "uninstalled the day after",
    history: { events: later(["uninstalled", "2026-04-10"]) },
    day: "2026-04-11",
    is: { standing: "uninstalled", until: null, priceMinor: null },
  },
])("$name", ({ history, day, is }) => {
  const full = aHistory(history);
  expect(standingOn(day, { events: full.events, timeline: timelineOf(full) })).toMatchObject(is);
});
