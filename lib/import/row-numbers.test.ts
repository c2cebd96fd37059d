import fc from "fast-check";
import { expect, test } from "vitest";
import { assignPartyNumbers, assignProductNumbers } from "./row-numbers";

const numbersOf = (
  assign: typeof assignPartyNumbers,
  wanted: (string | null)[],
  taken: string[] = [],
) =>
  [
    ...assign(
      wanted.map((number, at) => ({ key: String(at + 1), wanted: number })),
      new Set(taken),
    ).entries(),
  ]
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, number]) => number);

test.each([
  ["its own where that is free", ["10005"], [], ["10005"]],
  ["the next one where it is taken", ["5"], ["5", "20000"], ["20001"]],
  ["the next one where two want it: the first has it", ["5", "5"], [], ["5", "10001"]],
  [
    "the next one where it is none",
    ["A-1", "012", "1234567890", null],
    [],
    ["10001", "10002", "10003", "10004"],
  ],
  [
    "a free one before, where the series is full",
    [null, null],
    ["999999999", "10001"],
    ["10002", "10003"],
  ],
])("a party gets %s", (_what, wanted, taken, expected) => {
  expect(numbersOf(assignPartyNumbers, wanted, taken)).toEqual(expected);
});

test.each([
  ["its own where that is free", ["L-1"], [], ["L-1"]],
  ["one from its id where it has none", [null, ""], ["f-1"], ["F-1-2", "F-2"]],
  ["one with a count where it is repeated", ["L", "l", "L"], [], ["L", "l-2", "L-3"]],
  ["none that another product has", ["L", "L", "L-2"], [], ["L", "L-3", "L-2"]],
  ["at most 25 characters", ["x".repeat(26)], ["x".repeat(25)], [`${"x".repeat(23)}-2`]],
])("a product gets %s", (_what, wanted, taken, expected) => {
  expect(numbersOf(assignProductNumbers, wanted, taken)).toEqual(expected);
});

const texts = fc.option(fc.string({ minLength: 0, maxLength: 40, unit: "grapheme" }), {
  nil: null,
});
const digits = fc.option(fc.constantFrom("1", "2", "10001", "10002", "999999999", "x"), {
  nil: null,
});

test("no two get the same number, and none gets one that is taken", () => {
  fc.assert(
    fc.property(fc.array(texts), fc.array(fc.string({ maxLength: 3 })), (wanted, taken) => {
      const numbers = numbersOf(assignProductNumbers, wanted, taken);
      const lower = [...numbers, ...new Set(taken)].map((number) => number.trim().toLowerCase());
      expect(numbers).toHaveLength(wanted.length);
      expect(new Set(lower.slice(0, numbers.length)).size).toBe(numbers.length);
      const others = new Set(lower.slice(numbers.length));
      expect(lower.slice(0, numbers.length).filter((number) => others.has(number))).toEqual([]);
      for (const number of numbers) expect(number.length).toBeLessThanOrEqual(25);
    }),
  );
  fc.assert(
    fc.property(fc.array(digits), fc.subarray(["1", "10001", "999999999"]), (wanted, taken) => {
      const numbers = numbersOf(assignPartyNumbers, wanted, taken);
      expect(new Set([...numbers, ...taken]).size).toBe(wanted.length + taken.length);
      for (const number of numbers) expect(number).toMatch(/^[1-9]\d{0,8}$/);
    }),
  );
});
