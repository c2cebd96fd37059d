import { expect, test } from "vitest";
import { newFirst, reachesOf } from "./read-reach";

const groups = [
  { number: 1, productCount: 12 },
  { number: 2, productCount: null },
  { number: 3, productCount: 0 },
];
const documents = [
  { kind: "customer_invoice", productGroup: 1, count: 4 },
  { kind: "supplier_invoice", productGroup: 1, count: 9 },
  { kind: "customer_invoice", productGroup: null, count: 2 },
] as const;
const sales = (mapped: { productGroup: number | null }[]) =>
  reachesOf({ kind: "customer_invoice", mapped, groups, documents });

test("a group concerns its products, and the documents of its side that it has lines on", () => {
  const reachOf = sales([]);
  expect(reachOf(1)).toMatchObject({ productCount: 12, documentCount: 4 });
  expect(reachOf(2)).toMatchObject({ productCount: null, documentCount: 0 });
  expect(reachOf(null)).toMatchObject({ productCount: null, documentCount: 2 });
});

test("a group is new once others are mapped and it is not; before that none is", () => {
  const newOnes = (mapped: { productGroup: number | null }[]) =>
    groups.map(({ number }) => number).filter((number) => sales(mapped)(number).isNew);
  expect(newOnes([])).toEqual([]);
  expect(newOnes([{ productGroup: 1 }])).toEqual([2, 3]);
  expect(sales([{ productGroup: 1 }])(null).isNew).toBe(false);
});

test("new groups come first, lines without a product last, and all else by number", () => {
  const reachOf = sales([{ productGroup: 1 }, { productGroup: 2 }]);
  const listed = [null, 2, 1, 3].map((number) => ({ number, reach: reachOf(number) }));
  expect(listed.toSorted(newFirst).map(({ number }) => number)).toEqual([3, 1, 2, null]);
});
