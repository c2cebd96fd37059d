import { expect, test } from "vitest";
import { aMapping } from "@/tests/support/mappings";
import { aCreditNote, aLine, anInvoice, aSupplierInvoice } from "@/tests/support/rackbeat-invoices";
import { changedFieldsOf } from "./changed-fields";
import { voucherOfCustomerInvoice } from "./customer-invoice-to-voucher";
import { voucherOfSupplierInvoice } from "./supplier-invoice-to-voucher";

const numberFields = ["supplier_invoice_number", "heading"];

function saleVoucher(document = anInvoice()) {
  const voucher = voucherOfCustomerInvoice(document, aMapping());
  if (!voucher.ok || voucher.value.kind === "excluded") throw new Error("no voucher");
  return voucher.value;
}

test.each([
  ["date", { invoice_date: "2026-03-03" }],
  ["due_date", { due_date: "2026-04-01" }],
  ["currency", { currency: "EUR" }],
  ["party", { customer_id: 1002 }],
  ["vat_zone", { vat_zone: "eu" }],
] as const)("another %s is told as that alone", (field, change) => {
  expect(changedFieldsOf(saleVoucher(), anInvoice(change), { numberFields })).toEqual([field]);
});

test("another price changes the total and the lines", () => {
  const dearer = anInvoice({ lines: [aLine({ line_price: "120" })] });
  expect(changedFieldsOf(saleVoucher(), dearer, { numberFields })).toEqual(["total", "lines"]);
});

const item = { number: "M1", name: "Spade", group: { number: 2, name: "Annet" } };
const regrouped = anInvoice({ lines: [aLine({ item })] });

test("the same total of another product is a change of the lines, if there is no other", () => {
  expect(changedFieldsOf(saleVoucher(), regrouped, { numberFields })).toEqual(["lines"]);
});

test("a product that has moved to another group is not told beside what has changed", () => {
  const later = { ...regrouped, invoice_date: "2026-03-03" };
  expect(changedFieldsOf(saleVoucher(), later, { numberFields })).toEqual(["date"]);
});

test("a credit note is compared as it is booked, whichever sign Rackbeat shows", () => {
  const voucher = saleVoucher(aCreditNote());
  const later = aCreditNote({ invoice_date: "2026-03-09" });
  expect(changedFieldsOf(voucher, later, { numberFields })).toEqual(["date"]);
});

test("a text that is the supplier's number is told as that, though date and amount read the same", () => {
  const supplied = { supplier_invoice_number: null, heading: "LF-1" };
  const mapped = voucherOfSupplierInvoice(aSupplierInvoice(supplied), aMapping(), { numberFields });
  if (!mapped.ok || mapped.value.kind === "excluded") throw new Error("no voucher");
  const renamed = aSupplierInvoice({ ...supplied, heading: "LF-2" });
  expect(changedFieldsOf(mapped.value, renamed, { numberFields })).toEqual(["supplier_number"]);
});
