import { expect, test } from "vitest";
import type { ImportChoices } from "@/db/schema/imports";
import { importChoicesSchema } from "@/lib/import/choices";
import { choicesOf, draftOf } from "./draft";
import { importFormSchema } from "./import-form";

const CHOICES: ImportChoices = {
  kinds: ["customer", "product"],
  includeInactive: false,
  openingStock: null,
  customer: { group: 1, paymentTerms: 2, layout: null, vatZone: "domestic" },
  supplier: null,
  product: { group: 3, unit: 4 },
  paymentTermsByDays: { "14": 2 },
  groupByAccount: { "3000:HIGH": 3 },
};

test("what is proposed can be sent as it is", () => {
  expect(choicesOf(draftOf({ proposed: CHOICES, chosen: null }))).toEqual(CHOICES);
});

test("what was chosen last is begun with, and its gaps are filled with what is proposed", () => {
  const supplier = { group: 7, paymentTerms: 2, vatZone: "eu" };
  const proposed = { ...CHOICES, supplier, groupByAccount: { "3000:HIGH": 9 } };
  const draft = draftOf({ proposed, chosen: CHOICES });
  expect(draft).toMatchObject({ supplier, groupByAccount: { "3000:HIGH": 3 } });
  expect(choicesOf({ ...draft, kinds: ["supplier"] })).toMatchObject({
    ...{ kinds: ["supplier"], supplier, customer: null, product: null },
  });
});

test("nothing is sent while something is still to be chosen", () => {
  const draft = draftOf({ proposed: CHOICES, chosen: null });
  const { customer, product } = draft;
  const openingStock = { location: 1, date: "2026-03-02" };
  for (const part of [
    { kinds: [] },
    { kinds: ["supplier" as const] },
    { customer: { ...customer, paymentTerms: null } },
    { product: { ...product, group: null } },
    { openingStock: { ...openingStock, location: null } },
    { openingStock: { ...openingStock, date: "" } },
  ]) {
    expect(choicesOf({ ...draft, ...part })).toBeNull();
  }
  expect(choicesOf({ ...draft, openingStock })).toMatchObject({ openingStock });
});

test("what only products need is not asked of an import without them", () => {
  const draft = draftOf({ proposed: CHOICES, chosen: null });
  const openingStock = { location: null, date: "" };
  const withoutProducts = { ...draft, kinds: ["customer" as const], openingStock };
  expect(choicesOf(withoutProducts)).toMatchObject({ openingStock: null, product: null });
});

test("an agreement that lacks something is shown what, though nothing can be sent yet", () => {
  const proposed = { ...CHOICES, kinds: [], customer: null, product: null };
  expect(importFormSchema.shape.proposed.parse(proposed)).toEqual(proposed);
  expect(importChoicesSchema.safeParse(proposed).success).toBe(false);
  expect(choicesOf(draftOf({ proposed, chosen: null }))).toBeNull();
});
