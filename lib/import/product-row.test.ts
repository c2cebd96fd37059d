import { expect, test } from "vitest";
import type { ImportChoices } from "@/db/schema/imports";
import { aFikenProduct, anItem } from "@/tests/support/items";
import { productChanges, productNumberNotices, productOf, stockNotices } from "./product-row";

const CHOICES: ImportChoices = {
  ...{ kinds: ["product"], includeInactive: true, customer: null, supplier: null },
  openingStock: { location: 1, date: "2026-03-02" },
  product: { group: 1, unit: null },
  ...{ paymentTermsByDays: {}, groupByAccount: { "3050:LOW": 2 } },
};

const made = (changes: Parameters<typeof aFikenProduct>[0], choices = CHOICES) =>
  productOf(aFikenProduct(changes), choices, "N-1", new Set([1]));

test.each([
  [12_345, 123.45],
  [1, 0.01],
  [-500, -5],
  [0, 0],
])("a price of %d øre is %d", (unitPrice, price) => {
  expect(made({ unitPrice }).body.sales_price).toBe(price);
});

test("its account and VAT type tell the group; where they do not, it is told", () => {
  const told = made({ incomeAccount: "3050", vatType: "low" });
  expect(told.body.group).toBe(2);
  expect(told.notices).toEqual([]);
  const other = made({ incomeAccount: "3000" });
  expect(other.body.group).toBe(1);
  expect(other.notices).toMatchObject([
    { code: "import.group_not_told", details: { account: "3000", vatType: "HIGH" } },
  ]);
  expect(made({}, { ...CHOICES, groupByAccount: {} }).notices).toEqual([]);
});

test("one that is inactive is barred", () => {
  expect(made({ active: false }).body.is_barred).toBe(true);
  expect(made({}).body).not.toHaveProperty("is_barred");
});

test.each([
  [10, "10"],
  [0.1, "0.1"],
  [1.123_456_7, "1.123457"],
  [0, null],
  [null, null],
  [-1, null],
])("of a stock of %s, %s is carried", (stock, carried) => {
  expect(made({ stock }).stock).toBe(carried);
});

test("no stock is carried unless it was asked for, nor where the group keeps none", () => {
  expect(made({ stock: 5 }, { ...CHOICES, openingStock: null }).stock).toBeNull();
  const service = made({ stock: 5, incomeAccount: "3050", vatType: "low" });
  expect(service.stock).toBeNull();
  expect(service.notices).toEqual([{ code: "import.stock_not_kept", details: { stock: "5" } }]);
});

test("a stock that differs from Rackbeat's is told, and not carried", () => {
  const product = aFikenProduct({ stock: 5 });
  expect(stockNotices(product, anItem({ stock_quantity: "5.000" }), CHOICES)).toEqual([]);
  expect(stockNotices(product, anItem({ stock_quantity: "4" }), CHOICES)).toEqual([
    { code: "import.stock_differs", details: { stock: "5", rackbeatStock: "4" } },
  ]);
});

test("price, name and description are compared", () => {
  const product = aFikenProduct({ name: "Spade", unitPrice: 10_000, note: "Lang" });
  expect(productChanges(product, anItem({ sales_price: "100.00" }))).toEqual([
    { field: "description", before: null, after: "Lang" },
  ]);
  expect(productChanges(product, anItem({ sales_price: "99.5", description: "Lang" }))).toEqual([
    { field: "sales_price", before: 99.5, after: 100 },
  ]);
});

test.each([
  ["A", "A", []],
  ["A", "A-2", ["import.number_reassigned"]],
  [null, "F-1", ["import.number_missing"]],
  ["x".repeat(26), "x".repeat(25), ["import.number_too_long"]],
])("number %s that becomes %s is told as %j", (wanted, number, codes) => {
  expect(productNumberNotices(wanted, number).map(({ code }) => code)).toEqual(codes);
});
