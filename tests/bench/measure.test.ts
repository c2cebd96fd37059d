import { expect, test } from "vitest";
import { isMet } from "./measure";

const measure = { name: "answer", unit: "ms" } as const;

test("a target is met on its edge and missed beyond it", () => {
  expect(isMet({ ...measure, value: 50, target: { atMost: 50 } })).toBe(true);
  expect(isMet({ ...measure, value: 50.1, target: { atMost: 50 } })).toBe(false);
  expect(isMet({ ...measure, value: 90, target: { atLeast: 90 } })).toBe(true);
});

test("what could not be measured meets no target, and without a target there is nothing to meet", () => {
  expect(isMet({ ...measure, value: Number.NaN, target: { atMost: 50 } })).toBe(false);
  expect(isMet({ ...measure, value: 50 })).toBeNull();
});
