import { expect, test } from "vitest";
import { median, percentile, worst } from "./statistics";

test("the median of an even number of values lies between the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 9, 2])).toBe(3);
});

test("a percentile is one of the values", () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentile(values, 95)).toBe(190);
  expect(percentile([7], 95)).toBe(7);
  expect(worst(values)).toBe(200);
});

test("of nothing there is no median, so that no target is met by it", () => {
  expect(median([])).toBeNaN();
  expect(percentile([], 95)).toBeNaN();
});
