import fc from "fast-check";
import { expect, test } from "vitest";
import { productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { aFikenProduct, anItem } from "@/tests/support/items";
import { aMapping, someMappingRows } from "@/tests/support/mappings";
import { productNeedsUpdate, productRequestOf, stockRequestOf } from "./product-request";

const mapping = aMapping();

/** Group 1 with another rate at home. */
function atRate(vatDomestic: string | null) {
  return aMapping({ productGroups: [{ number: 1, name: "Verktøy", vatDomestic }] });
}

test("an item becomes a product on its group's account at home", () => {
  const request = productRequestOf(anItem({ sales_price: "99.955" }), mapping, null);

  expect(request.ok && productRequest.parse(request.value)).toEqual({
    name: "Spade",
    productNumber: "125-1",
    unitPrice: 9996,
    incomeAccount: "3000",
    vatType: "HIGH",
    active: true,
  });
});

test.each([
  { rate: "25.00", incomeAccount: "3000", vatType: "HIGH" },
  { rate: "15", incomeAccount: "3030", vatType: "MEDIUM" },
  { rate: "12", incomeAccount: "3050", vatType: "LOW" },
  { rate: "0.00", incomeAccount: "3200", vatType: "OUTSIDE" },
])("a group at $rate % at home sells on $incomeAccount with $vatType", ({ rate, ...booking }) => {
  expect(productRequestOf(anItem(), atRate(rate), null)).toMatchObject({
    ok: true,
    value: booking,
  });
});

test("a PUT keeps the note and the stock that Fiken has, unless a stock is given", () => {
  const existing = aFikenProduct({ note: "Rød", stock: 7.5, unitPrice: 5000 });
  const item = anItem({ sales_price: null, number: "125-2" });

  expect(productRequestOf(item, mapping, existing)).toMatchObject({
    ok: true,
    value: { productNumber: "125-2", note: "Rød", stock: 7.5, unitPrice: 5000 },
  });
  expect(productRequestOf(item, mapping, existing, { quantity: "-2.25" })).toMatchObject({
    ok: true,
    value: { stock: -2.25 },
  });
});

test.each([
  { name: "barred", changes: { is_barred: true }, options: {} },
  { name: "deleted", changes: { deleted_at: "2026-03-02T10:00:00+01:00" }, options: {} },
  { name: "gone", changes: {}, options: { isDeleted: true } },
])("an item that is $name goes out of use, on the account it has", ({ changes, options }) => {
  const existing = aFikenProduct({ incomeAccount: "3010" });
  const unmapped = aMapping({ accounts: [] });

  expect(productRequestOf(anItem(changes), unmapped, existing, options)).toMatchObject({
    ok: true,
    value: { active: false, incomeAccount: "3010", vatType: "HIGH" },
  });
});

const number = "125-1";
test.each([
  {
    name: "without a group",
    item: anItem({ group: null }),
    rules: mapping,
    problem: { code: "item.field_missing", details: { number, field: "group" } },
  },
  {
    name: "of a group whose rate is not known",
    item: anItem({ group: null, group_id: 9 }),
    rules: mapping,
    problem: { code: "mapping.group_rate_missing", details: { group: 9, groupName: "9" } },
  },
  {
    name: "of a group with a rate that is none of the law",
    item: anItem(),
    rules: atRate("11.11"),
    problem: {
      code: "mapping.vat_unmapped",
      details: { side: "sales", zone: "domestic", rate: "11.11" },
    },
  },
  {
    name: "of a group at 0 % without a reason",
    item: anItem(),
    rules: aMapping({
      ...someMappingRows(),
      vat: [],
      productGroups: [{ number: 1, name: "Verktøy", vatDomestic: "0" }],
    }),
    problem: {
      code: "mapping.vat_unmapped",
      details: { side: "sales", zone: "domestic", rate: "0" },
    },
  },
  {
    name: "of a group without an account",
    item: anItem(),
    rules: aMapping({ accounts: [] }),
    problem: {
      code: "mapping.group_unmapped",
      details: { side: "sales", group: 1, groupName: "Verktøy", treatment: "high" },
    },
  },
  {
    name: "without a name",
    item: anItem({ name: " " }),
    rules: mapping,
    problem: { code: "item.field_missing", details: { number, field: "name" } },
  },
  {
    name: "with a number of more than 25 characters",
    item: anItem({ number: "1".repeat(26) }),
    rules: mapping,
    problem: {
      code: "item.text_too_long",
      details: { number: "1".repeat(26), field: "number", length: 26, max: 25 },
    },
  },
  {
    name: "with a price beyond all measure",
    item: anItem({ sales_price: "99999999999999" }),
    rules: mapping,
    problem: {
      code: "document.malformed",
      details: { path: "sales_price", message: "99999999999999 is too large an amount" },
    },
  },
])("an item $name is held", ({ item, rules, problem }) => {
  expect(productRequestOf(item, rules, null)).toEqual({ ok: false, problems: [problem] });
});

test("everything that keeps an item is named at once", () => {
  const item = anItem({ group: null, name: null, number: "1".repeat(30) });
  expect(productRequestOf(item, mapping, null)).toMatchObject({
    ok: false,
    problems: [
      { code: "item.field_missing" },
      { code: "item.text_too_long" },
      { code: "item.field_missing" },
    ],
  });
});

test.each([
  { name: "nothing", changes: {}, needed: false },
  { name: "the stock beyond six decimals", changes: { stock: 2.0000000004 }, needed: false },
  { name: "the price", changes: { unitPrice: 10001 }, needed: true },
  { name: "the name", changes: { name: "Spade, stor" }, needed: true },
  { name: "the number", changes: { productNumber: null }, needed: true },
  { name: "the VAT type", changes: { vatType: "medium" }, needed: true },
  { name: "the account", changes: { incomeAccount: "3010" }, needed: true },
  { name: "whether it is in use", changes: { active: false }, needed: true },
  { name: "the stock", changes: { stock: 3 }, needed: true },
  { name: "a stock that was never given", changes: { stock: null }, needed: true },
])("where $name differs, a PUT is needed: $needed", ({ changes, needed }) => {
  const request = productRequestOf(anItem(), mapping, null, { quantity: "2" });
  if (!request.ok) throw new Error("the item is mapped");
  expect(productNeedsUpdate(aFikenProduct({ stock: 2, ...changes }), request.value)).toBe(needed);
});

test.each([
  { stock: 7, quantity: "7.0000", sent: null },
  { stock: 0.1, quantity: "0.1", sent: null },
  { stock: 7, quantity: "6.5", sent: 6.5 },
  { stock: 7, quantity: "-3", sent: -3 },
  { stock: null, quantity: "0", sent: 0 },
  { stock: 7, quantity: "0", sent: 0 },
  { stock: 0, quantity: "-0", sent: null },
  { stock: 7, quantity: null, sent: null },
])("a stock of $stock with $quantity in Rackbeat is sent as $sent", ({ stock, quantity, sent }) => {
  const request = stockRequestOf(aFikenProduct({ stock, note: "Rød" }), quantity);

  expect(request?.stock ?? null).toBe(sent);
  if (request)
    expect(productRequest.parse(request)).toMatchObject({ note: "Rød", vatType: "HIGH" });
});

test("a stock changes nothing but the stock, and once is enough", () => {
  const places = fc.integer({ min: -1e9, max: 1e9 }).map((units) => String(units / 1e6));
  fc.assert(
    fc.property(fc.option(fc.integer()), places, (stock, text) => {
      const quantity = Number(text).toFixed(6);
      const existing = aFikenProduct({ stock, note: "Rød" });
      const request = stockRequestOf(existing, quantity);
      if (!request) return;

      productRequest.parse(request);
      expect({ ...request, stock }).toEqual({ ...existingAsSent(existing), stock });
      expect(stockRequestOf(aFikenProduct({ ...request }), quantity)).toBeNull();
    }),
  );
});

function existingAsSent(existing: ReturnType<typeof aFikenProduct>) {
  const { productId: _, lastModifiedDate: __, ...sent } = existing;
  return sent;
}
