import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMinor, toMinor } from "./money";

test.each([
  ["99.95", 9995],
  ["0.005", 1],
  ["0.004999", 0],
  ["-0.005", -1],
  ["-0.004", 0],
  ["1.005", 101],
  ["1234567890.125", 123456789013],
])("%s is %i øre, rounded half away from zero", (amount, minor) => {
  expect(toMinor(amount)).toBe(minor);
});

test("an amount beyond whole JavaScript numbers is refused, not bent", () => {
  expect(() => toMinor("90071992547409.93")).toThrow(RangeError);
});

test.each([
  [123450, "1234.50"],
  [-5, "-0.05"],
  [0, "0.00"],
])("%i øre read as %s", (minor, text) => {
  expect(fromMinor(minor)).toBe(text);
});

test("øre survive the way to text and back", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (minor) => {
      expect(toMinor(fromMinor(minor))).toBe(minor === 0 ? 0 : minor);
    }),
  );
});
