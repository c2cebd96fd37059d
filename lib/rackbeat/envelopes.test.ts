import { expect, test } from "vitest";
import { nextPageOf, rowOf, rowsOf } from "./envelopes";

test("a list is found under its name, under another name, or bare", () => {
  expect(rowsOf({ products: [1], total: 1 }, "products")).toEqual([1]);
  expect(rowsOf({ total: 1, items: [1] }, "products")).toEqual([1]);
  expect(rowsOf([1], "products")).toEqual([1]);
  expect(rowsOf({ message: "Ok" }, "products")).toBeNull();
  expect(rowsOf("<html>", "products")).toBeNull();
});

test("a single is found under its name, as the only value, or bare", () => {
  expect(rowOf({ customer: { number: 1 } }, "customer")).toEqual({ number: 1 });
  expect(rowOf({ debtor: { number: 1 } }, "customer")).toEqual({ number: 1 });
  expect(rowOf({ number: 1, name: "A" }, "customer")).toEqual({ number: 1, name: "A" });
});

test.each([
  { answer: { pages: 3 }, page: 1, rows: 100, next: 2 },
  { answer: { pages: 3 }, page: 3, rows: 100, next: null },
  { answer: { pages: 3 }, page: 2, rows: 99, next: null },
  { answer: { pages: 1, limit: 50 }, page: 1, rows: 50, next: null },
  { answer: { pages: 2, limit: 50 }, page: 1, rows: 50, next: 2 },
  { answer: {}, page: 1, rows: 100, next: 2 },
  { answer: {}, page: 2, rows: 0, next: null },
])(
  "page $page with $rows of 100 rows and $answer leads to $next",
  ({ answer, page, rows, next }) => {
    expect(nextPageOf(answer, { page, rows, limit: 100 })).toBe(next);
  },
);
