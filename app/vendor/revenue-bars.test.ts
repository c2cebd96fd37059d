import { expect, test } from "vitest";
import { barsOf } from "./revenue-bars";

test("bars stand on the bottom, side by side, as high as their share of the highest", () => {
  const bars = barsOf([0, 50, 100], { width: 300, height: 200 });
  expect(bars).toEqual([
    { x: 20, y: 200, width: 60, height: 0 },
    { x: 120, y: 100, width: 60, height: 100 },
    { x: 220, y: 0, width: 60, height: 200 },
  ]);
});

test("twelve months without revenue are twelve bars of no height", () => {
  expect(barsOf([0, 0], { width: 100, height: 50 }).map(({ height }) => height)).toEqual([0, 0]);
});
