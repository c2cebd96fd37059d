import { expect, test } from "vitest";
import { supplierInvoiceSchema } from "./invoices";
import { lotSchema, productSchema } from "./items";
import { customerSchema, supplierSchema } from "./parties";
import { day, decimal, flag, key } from "./values";

test.each([customerSchema, supplierSchema])(
  "a party's name is read in either spelling",
  (schema) => {
    expect(schema.parse({ number: 1, company_name: "A" })).toMatchObject({
      number: "1",
      name: "A",
    });
    expect(schema.parse({ number: "1", name: "B", company_name: "A" })).toMatchObject({
      name: "B",
    });
  },
);

test.each([productSchema, lotSchema])(
  "an item may hold unknown and lack optional fields",
  (schema) => {
    const item = schema.parse({
      number: "A/1",
      sales_price: "99.950000",
      stock_quantity: -2,
      colour: "red",
    });
    expect(item).toMatchObject({
      number: "A/1",
      sales_price: "99.95",
      stock_quantity: "-2",
      group: null,
    });
  },
);

test("a supplier invoice keeps every field that may hold the supplier's own number", () => {
  const invoice = supplierInvoiceSchema.parse({
    number: 5,
    is_booked: 1,
    currency: "NOK",
    total_subtotal: 0,
    total_total: 0,
    external_number: 778,
    lines: [],
  });
  expect(invoice).toMatchObject({ is_booked: true, external_number: "778", invoice_number: null });
});

test.each([
  [1e-7, "0.0000001"],
  [1234567.123456, "1234567.123456"],
  ["-0.10", "-0.1"],
  [0, "0"],
])("the decimal %j is %s", (value, text) => {
  expect(decimal.parse(value)).toBe(text);
});

test.each(["", "1,5", "NaN", "1e5", null, true])("%j is no decimal", (value) => {
  expect(decimal.safeParse(value).success).toBe(false);
});

test("flags and keys come in more than one type", () => {
  expect([true, 1, "1", "true"].map((value) => flag.parse(value))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([false, 0, "0", "false"].map((value) => flag.parse(value))).not.toContain(true);
  expect([12, "12", "A/1"].map((value) => key.parse(value))).toEqual(["12", "12", "A/1"]);
  expect(flag.safeParse("perhaps").success).toBe(false);
});

test("the day of a moment is Copenhagen's", () => {
  expect(day.parse("2024-05-01")).toBe("2024-05-01");
  expect(day.parse("2024-05-01T22:30:00Z")).toBe("2024-05-02");
  expect(day.parse("2024-05-01 23:59:59")).toBe("2024-05-01");
  expect(day.safeParse("2024-02-30").success).toBe(false);
  expect(day.safeParse("next week").success).toBe(false);
});
