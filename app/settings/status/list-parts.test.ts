import { expect, test } from "vitest";
import { FROM_THE_TOP, partsOf, splitAt } from "./list-parts";

const TOP = { before: null, until: null };

test("reading on makes the end of the list the beginning of another part", () => {
  const starts = splitAt(FROM_THE_TOP, TOP, "c1");
  expect(partsOf(starts)).toEqual([
    { before: null, until: "c1" },
    { before: "c1", until: null },
  ]);
});

test("a part that has grown too long is read in two, and those below it stay", () => {
  const starts = splitAt([null, "c1", "c2"], { before: null, until: "c1" }, "c0");
  expect(starts).toEqual([null, "c0", "c1", "c2"]);
});

test("the same end told twice, or of a part that is no more, changes nothing", () => {
  const starts = [null, "c1"];
  expect(splitAt(starts, TOP, "c1")).toBe(starts);
  expect(splitAt(starts, { before: "gone", until: null }, "c9")).toBe(starts);
});
