import { expect, test } from "vitest";
import { saveAccountMappings } from "@/db/queries/mappings";
import { createMissingBasics } from "@/lib/import/basics";
import { importChoicesSchema } from "@/lib/import/choices";
import { readImportForm } from "@/lib/import/form";
import { createProductGroup } from "@/tests/sandbox/rackbeat/world/product-groups";
import { type PlanWorld, startPlanWorld } from "@/tests/support/plan-world";

const TABLES = [
  "customerGroups",
  "supplierGroups",
  "paymentTerms",
  "units",
  "productGroups",
] as const;

function empty({ agreement }: PlanWorld): void {
  for (const name of TABLES) {
    const table = agreement[name];
    for (const { number } of table.list()) table.remove(number);
  }
}

test("an agreement with all it needs is proposed choices that can be begun with", async () => {
  const world = await startPlanWorld();
  for (const days of [30, 30, 14, 21]) {
    world.contact({ name: `${days}`, daysUntilInvoicingDueDate: days });
  }
  world.product({ productNumber: "A" });
  const { db, installationId } = world;
  const { proposed, missing, terms, reasons } = await readImportForm(db, { installationId });
  expect(importChoicesSchema.safeParse(proposed).success).toBe(true);
  expect(missing).toEqual([]);
  expect(proposed).toMatchObject({
    ...{ kinds: ["customer", "supplier", "product"], includeInactive: false, openingStock: null },
    // "Løpende måned + 30" is no net 30.
    customer: { group: 1, paymentTerms: 2, layout: 1, vatZone: "domestic" },
    paymentTermsByDays: { 14: 1, 30: 2 },
  });
  expect(terms).toEqual([
    { days: 30, count: 2, paymentTerms: 2 },
    { days: 14, count: 1, paymentTerms: 1 },
    { days: 21, count: 1, paymentTerms: null },
  ]);
  expect(reasons).toContainEqual({ field: "customer.paymentTerms", why: "most_used_in_fiken" });
});

test("the user's mapping, backwards, tells the product group of an account", async () => {
  const world = await startPlanWorld();
  const { db, installationId, agreement } = world;
  createProductGroup(agreement, { number: 9, name: "Mat", has_inventory: true, vat_domestic: 15 });
  const cell = { side: "sales", account: "3010", vatType: "HIGH" } as const;
  await saveAccountMappings(db, {
    installationId,
    rows: [{ ...cell, productGroup: 2, treatment: "high" }],
  });
  world.product({ productNumber: "A", incomeAccount: "3010" });
  world.product({ productNumber: "B", incomeAccount: "3030", vatType: "MEDIUM" });
  world.product({ productNumber: "C", incomeAccount: "3020", vatType: "HIGH" });
  const { groups, proposed } = await readImportForm(db, { installationId });
  expect(groups).toEqual([
    { account: "3010", vatType: "HIGH", count: 1, group: 2, why: "mapping", candidates: [] },
    { account: "3020", vatType: "HIGH", count: 1, group: null, why: null, candidates: [1, 2] },
    { account: "3030", vatType: "MEDIUM", count: 1, group: 9, why: "rate", candidates: [] },
  ]);
  expect(proposed.groupByAccount).toEqual({ "3010:HIGH": 2, "3030:MEDIUM": 9 });
});

test("where a plan stands, all that it has read is counted", async () => {
  const world = await startPlanWorld();
  for (let at = 0; at < 130; at += 1) world.product({ productNumber: `P-${at}` });
  const { db, installationId } = world;
  expect((await readImportForm(db, { installationId })).groups).toMatchObject([{ count: 100 }]);
  await world.plan();
  expect((await readImportForm(db, { installationId })).groups).toMatchObject([{ count: 130 }]);
});

test("what an empty agreement lacks is made on request, once", async () => {
  const world = await startPlanWorld();
  empty(world);
  world.contact({ daysUntilInvoicingDueDate: 20 });
  const { db, installationId, agreement } = world;
  const { missing, proposed } = await readImportForm(db, { installationId });
  expect(proposed).toMatchObject({ kinds: [], customer: null, supplier: null, product: null });
  expect(missing.map(({ kind, name }) => [kind, name])).toEqual([
    ["customer_group", "Kunder"],
    ["supplier_group", "Leverandører"],
    ["payment_terms", "Netto 20 dager"],
    ["product_group", "Varer"],
    ["unit", "stk"],
  ]);

  const numbers = await createMissingBasics(db, { installationId, basics: missing });
  expect(await createMissingBasics(db, { installationId, basics: missing })).toEqual(numbers);
  for (const name of TABLES) expect(agreement[name].list()).toHaveLength(1);
  expect(agreement.paymentTerms.list()).toMatchObject([{ maturity_days: 20, type: "net" }]);
  expect(agreement.productGroups.list()).toMatchObject([{ has_inventory: true, vat_domestic: 25 }]);
  const filled = await readImportForm(db, { installationId });
  expect(importChoicesSchema.safeParse(filled.proposed).success).toBe(true);
  expect(filled.missing).toEqual([]);
});
