import { expect, test } from "vitest";
import { newFirst, reachesOf } from "./read-reach";

const AT = new Date("2026-04-01T10:00:00Z");
const LATER = new Date("2026-04-02T10:00:00Z");
const groups = [
  { number: 1, productCount: 12, firstSeenAt: AT },
  { number: 2, productCount: null, firstSeenAt: LATER },
  { number: 3, productCount: 0, firstSeenAt: LATER },
  { number: 4, productCount: 5, firstSeenAt: AT },
];
const mappedAt = (createdAt: Date, ...numbers: number[]) =>
  numbers.map((productGroup) => ({ productGroup, createdAt }));
const documents = [
  { kind: "customer_invoice", productGroup: 1, count: 4 },
  { kind: "supplier_invoice", productGroup: 1, count: 9 },
  { kind: "customer_invoice", productGroup: null, count: 2 },
] as const;
const sales = (mapped: ReturnType<typeof mappedAt>) =>
  reachesOf({ kind: "customer_invoice", mapped, groups, documents });

test("a group concerns its products, and the documents of its side that it has lines on", () => {
  const reachOf = sales([]);
  expect(reachOf(1)).toMatchObject({ productCount: 12, documentCount: 4 });
  expect(reachOf(2)).toMatchObject({ productCount: null, documentCount: 0 });
  expect(reachOf(null)).toMatchObject({ productCount: null, documentCount: 2 });
});

test("before anything of its side was transferred nobody knows of documents", () => {
  const of = (documents: Parameters<typeof reachesOf>[0]["documents"]) =>
    reachesOf({ kind: "customer_invoice", mapped: [], groups, documents })(1);
  expect(of([])).toMatchObject({ productCount: 12, documentCount: null });
  const purchases = [{ kind: "supplier_invoice", productGroup: 1, count: 9 }] as const;
  expect(of(purchases)).toMatchObject({ documentCount: null });
});

test("a group is new that came after the mapping was begun, until something is chosen for it", () => {
  const newOnes = (mapped: ReturnType<typeof mappedAt>) =>
    groups.map(({ number }) => number).filter((number) => sales(mapped)(number).isNew);
  expect(newOnes([])).toEqual([]);
  expect(newOnes(mappedAt(AT, 1))).toEqual([2, 3]);
  expect(newOnes([...mappedAt(AT, 1), ...mappedAt(LATER, 3)])).toEqual([2]);
  expect(newOnes(mappedAt(LATER, 1))).toEqual([]);
  expect(sales(mappedAt(AT, 1))(null).isNew).toBe(false);
});

test("new groups come first, lines without a product last, and all else by number", () => {
  const reachOf = sales(mappedAt(AT, 1, 2));
  const listed = [null, 2, 1, 3, 4].map((number) => ({ number, reach: reachOf(number) }));
  expect(listed.toSorted(newFirst).map(({ number }) => number)).toEqual([3, 1, 2, 4, null]);
});
