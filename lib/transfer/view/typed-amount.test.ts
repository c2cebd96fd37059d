import { expect, test } from "vitest";
import { readAmount } from "./typed-amount";

test.each([
  ["1234", 123_400, 123_499],
  ["1 234", 123_400, 123_499],
  ["1\u00a0234,50", 123_450, 123_450],
  ["1.234,50", 123_450, 123_450],
  ["1,234.5", 123_450, 123_450],
  ["1234.5", 123_450, 123_450],
  ["1.234", 123_400, 123_499],
  ["-372,50", 37_250, 37_250],
  ["0,05", 5, 5],
])("%j may be the amounts from %d to %d", (typed, from, to) => {
  expect(readAmount(typed)).toEqual({ from, to });
});

test.each(["", "LYKT-1", "12 34", "1,2345", "12,345,6x", "1234567890123", "12-3"])(
  "%j is no amount",
  (typed) => {
    expect(readAmount(typed)).toBeNull();
  },
);
