import { expect, test } from "vitest";
import { groupCounts, headlineOf } from "./overview";

const running = { isReachable: true, isLive: true, isConnected: true, isPaused: false };

test.each([
  [{ ...running, counts: {} }, "ready"],
  [{ ...running, counts: { verified: 3 } }, "allDone"],
  [{ ...running, counts: { verified: 3, checking: 1 } }, "moving"],
  [{ ...running, counts: { failed: 1, pending: 9 } }, "needsYou"],
  [{ ...running, isPaused: true, counts: { held: 1 } }, "paused"],
  [{ ...running, isConnected: false, counts: { held: 1 } }, "disconnected"],
  [{ ...running, isLive: false, isConnected: false, counts: {} }, "notLive"],
  [{ ...running, isReachable: false, isLive: false, counts: {} }, "rackbeatUnreachable"],
] as const)("%j reads as %s", (standing, headline) => {
  expect(headlineOf(standing)).toBe(headline);
});

test("every transfer is counted once, in one of four groups", () => {
  const counts = {
    pending: 1,
    working: 2,
    posted: 4,
    verified: 8,
    held: 16,
    checking: 32,
    failed: 64,
    unchanged: 128,
    excluded: 256,
  };
  const groups = groupCounts(counts);
  expect(groups).toEqual({ needsYou: 80, moving: 39, verified: 8, other: 384 });
});
