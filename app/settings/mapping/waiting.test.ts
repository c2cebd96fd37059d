import { expect, test } from "vitest";
import type { SetRule } from "@/lib/bookkeeping/mapping/cured-causes";
import { countWaitingFor, releasedBy, type Waiting } from "./waiting";

const LAMPS = "mapping.group_unmapped:sales:1:high";
const CHAIRS = "mapping.group_unmapped:sales:2:high";
const REFUSED = "fiken.account_refused:Konto 3000 er stengt";
const accountOf = (productGroup: number): SetRule => ({
  ...{ kind: "account", side: "sales", productGroup, treatment: "high" },
});
const another = (productGroup: number): SetRule => ({
  ...{ kind: "account", side: "sales", productGroup, treatment: "high", replaces: "3000" },
});
const waiting = (count: number, causes: string[]): Waiting => ({
  ...{ causes, count, productGroups: [1] },
  first: [{ id: causes.join(), kind: "customer_invoice", number: String(count) }],
});
const ALL = [waiting(3, [LAMPS]), waiting(2, [LAMPS, CHAIRS]), waiting(1, [REFUSED])];

test("an account tells how many wait for it, also those that wait for another one besides", () => {
  expect(countWaitingFor(accountOf(1), ALL)).toBe(5);
  expect(countWaitingFor(accountOf(2), ALL)).toBe(2);
  expect(countWaitingFor(accountOf(3), ALL)).toBe(0);
});

test("what goes on is what nothing else keeps, told by its first documents", () => {
  expect(releasedBy([], ALL)).toEqual({ count: 0, first: [] });
  expect(releasedBy([accountOf(1)], ALL).count).toBe(3);
  const some = releasedBy([another(1)], ALL);
  expect(some.count).toBe(4);
  expect(some.first.map(({ number }) => number)).toEqual(["3", "1"]);
  expect(releasedBy([another(1), accountOf(2)], ALL).count).toBe(6);
});
