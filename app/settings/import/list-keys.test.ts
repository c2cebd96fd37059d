import { expect, test } from "vitest";
import { moveOf } from "./list-keys";

const last = { index: 49, count: 50 };
const first = { index: 0, count: 50 };

test.each([
  ["ArrowDown", first, { to: "row", index: 1 }],
  ["ArrowUp", last, { to: "row", index: 48 }],
  ["ArrowDown", last, { to: "page", page: "next" }],
  ["ArrowUp", first, { to: "page", page: "previous" }],
  ["Home", last, { to: "row", index: 0 }],
  ["End", first, { to: "row", index: 49 }],
  ["PageDown", first, { to: "page", page: "next" }],
  ["PageUp", last, { to: "page", page: "previous" }],
  ["a", first, null],
  [" ", first, null],
] as const)("%s at row %o leads to %o", (key, place, move) => {
  expect(moveOf(key, place)).toEqual(move);
});
