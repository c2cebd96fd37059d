import { expect, test } from "vitest";
import type { RowCount } from "./import-state";
import { tallyByKind, tallyOf, timeLeftMs } from "./progress";

const aCount = (part: Partial<RowCount>): RowCount => ({
  ...{ kind: "customer", action: "create", state: "waiting", count: 1 },
  ...{ withProblems: 0, undoing: 0, ...part },
});

const COUNTS = [
  aCount({ state: "done", count: 60 }),
  aCount({ state: "failed", count: 5 }),
  aCount({ state: "writing", count: 15 }),
  aCount({ action: "link", state: "done", count: 20 }),
  aCount({ action: "skip", count: 300 }),
  aCount({ action: "conflict", count: 7 }),
  aCount({ kind: "product", count: 100 }),
  aCount({ kind: "supplier", action: "skip", count: 9 }),
];

test("progress counts what a run does something about, failed ones as through", () => {
  expect(tallyOf(COUNTS)).toEqual({ done: 85, failed: 5, total: 200 });
});

test("a kind of which nothing is carried has no progress to show", () => {
  expect(tallyByKind(COUNTS)).toEqual([
    ["customer", { done: 85, failed: 5, total: 100 }],
    ["product", { done: 0, failed: 0, total: 100 }],
  ]);
});

test("the time left follows the pace, and is not told without one", () => {
  const tally = tallyOf(COUNTS);
  expect(timeLeftMs(tally, 460)).toBe(15_000);
  expect(timeLeftMs(tally, null)).toBeNull();
  expect(timeLeftMs(tally, 0)).toBeNull();
});
