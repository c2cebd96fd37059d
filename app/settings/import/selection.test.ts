import { expect, test } from "vitest";
import { EVERY_ROW } from "./import-rows";
import {
  ALL,
  countSelected,
  isSelected,
  MOST_IDS,
  NOTHING,
  searchOf,
  targetOf,
  toggled,
} from "./selection";

const page = ["a", "b", "c"];

test("rows go in and out one by one, and stay selected on other pages", () => {
  const one = toggled(NOTHING, ["a"], { isOn: true, page });
  const two = toggled(one, ["x"], { isOn: true, page: ["x", "y"] });
  expect([...two.ids]).toEqual(["a", "x"]);
  const { ids } = toggled(two, ["a"], { isOn: false, page });
  expect([...ids]).toEqual(["x"]);
});

test("all that the filter lets through is sent as the filter", () => {
  const filter = { ...EVERY_ROW, search: "lampe" };
  expect(isSelected(ALL, "anything")).toBe(true);
  expect(countSelected(ALL, 10_015)).toBe(10_015);
  expect(targetOf(ALL, filter)).toEqual({ filter });
});

test("one row out of all leaves those of the page, never what nobody sees", () => {
  const selection = toggled(ALL, ["b"], { isOn: false, page });
  expect(selection.isAll).toBe(false);
  expect(targetOf(selection, EVERY_ROW)).toEqual({ rowIds: ["a", "c"] });
});

test("no more rows are selected one by one than one request takes", () => {
  const many = Array.from({ length: MOST_IDS }, (_, index) => `row-${index}`);
  const full = toggled(NOTHING, many, { isOn: true, page: many });
  expect(countSelected(full, 0)).toBe(MOST_IDS);
  expect(toggled(full, ["one more"], { isOn: true, page })).toEqual(full);
});

test("a query names what restricts, and nothing else", () => {
  expect(searchOf(EVERY_ROW, null).toString()).toBe("");
  const filter = { ...EVERY_ROW, kind: "product", withProblems: true, search: "a&b" } as const;
  expect(searchOf(filter, "last").toString()).toBe(
    "kind=product&withProblems=true&search=a%26b&cursor=last",
  );
});
