import { expect, test } from "vitest";
import { transferState } from "@/db/schema/transfers";
import { countOf, GROUP_NAMES, headlineOf, STATES_OF } from "./overview";

const running = {
  ...{ isReachable: true, isLive: true, isConnected: true, isPaused: false },
  ...{ sight: "current" as const, hasTransfers: true },
};

test.each([
  [{ ...running, hasTransfers: false, counts: {} }, "ready"],
  [{ ...running, counts: {} }, "allDone"],
  [{ ...running, sight: "looking", counts: {} }, "looking"],
  [{ ...running, sight: "looking", hasTransfers: false, counts: {} }, "looking"],
  [{ ...running, sight: "lost", counts: {} }, "outOfSight"],
  [{ ...running, sight: "lost", counts: { checking: 1 } }, "moving"],
  [{ ...running, counts: { checking: 1 } }, "moving"],
  [{ ...running, counts: { failed: 1, pending: 9 } }, "needsYou"],
  [{ ...running, isPaused: true, counts: { held: 1 } }, "paused"],
  [{ ...running, isConnected: false, counts: { held: 1 } }, "disconnected"],
  [{ ...running, isLive: false, isConnected: false, counts: {} }, "notLive"],
  [{ ...running, isReachable: false, isLive: false, counts: {} }, "rackbeatUnreachable"],
] as const)("%j reads as %s", (standing, headline) => {
  expect(headlineOf(standing)).toBe(headline);
});

test("every state is in one of five groups", () => {
  const grouped = GROUP_NAMES.flatMap((group) => [...STATES_OF[group]]);
  expect(grouped.toSorted()).toEqual([...transferState.enumValues].toSorted());
  const counts = { held: 16, failed: 64, pending: 1, verified: 8, skipped: 2 };
  expect(GROUP_NAMES.map((group) => countOf(counts, group))).toEqual([80, 1, 8, 2, 0]);
});
