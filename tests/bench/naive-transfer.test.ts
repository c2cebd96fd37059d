import { expect, test } from "vitest";
import { laneUseOf } from "./naive-transfer";

const at = (ms: number, durationMs = 100) => ({ at: new Date(ms), durationMs });
const lane = { invoices: 2, requestsPerSecond: 4 };

test("requests back to back at the lane's pace use all of it", () => {
  const use = laneUseOf([at(0), at(250), at(500), at(750)], lane);
  expect(use).toEqual({ requestsPerInvoice: 2, lanePercent: 100 });
});

test("what the lane stood idle counts against it; what a slow answer took does not", () => {
  expect(laneUseOf([at(0), at(250), at(750), at(1000)], lane).lanePercent).toBe(75);
  expect(laneUseOf([at(0, 500), at(500)], lane).lanePercent).toBe(100);
});
