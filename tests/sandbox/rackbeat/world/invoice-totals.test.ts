import { expect, test } from "vitest";
import { invoiceTotals, lineTotal } from "./invoice-totals";

test("a line is quantity times price less discount, half up to the øre", () => {
  const line = { quantity: 7.25, line_price: 133.333333, discount_percentage: 12.5 };
  expect(lineTotal(line, "line")).toBe(845.83);
  expect(lineTotal(line, "document")).toBe(845.833331);
  const half = { quantity: 1, line_price: 1.005, discount_percentage: 0 };
  expect(lineTotal(half, "line")).toBe(1.01);
});

test("VAT is computed on the sum of each rate", () => {
  const lines = [
    { line_total: 0.3, vat_percentage: 15 },
    { line_total: 0.3, vat_percentage: 15 },
    { line_total: 0.02, vat_percentage: 25 },
  ];
  expect(invoiceTotals(lines)).toEqual({ total_subtotal: 0.62, total_vat: 0.1, total_total: 0.72 });
});

test("a document without lines is zero", () => {
  expect(invoiceTotals([])).toEqual({ total_subtotal: 0, total_vat: 0, total_total: 0 });
});
