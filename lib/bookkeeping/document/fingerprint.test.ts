import { expect, test } from "vitest";
import { aLine, anInvoice, aSupplierInvoice, aTextLine } from "@/tests/support/rackbeat-invoices";
import { fingerprintOf, isOfSameFigures, unreadFingerprintOf } from "./fingerprint";

const other = aLine({ name: "Tau", line_price: "50" });
const lines = [aLine(), other];
const original = fingerprintOf(anInvoice({ lines }));
const spadeOf = (group: number) => ({
  number: "125-1",
  name: "Spade",
  group: { number: group, name: "Mat" },
});

test.each([
  { name: "the order of lines", invoice: anInvoice({ lines: [other, aLine()] }) },
  { name: "a line's text", invoice: anInvoice({ lines: [aLine({ name: "Rød spade" }), other] }) },
  {
    name: "a product group, for it is the item's as it is today,",
    invoice: anInvoice({ lines: [aLine({ item: spadeOf(2) }), other] }),
  },
  {
    name: "an item that cannot be read",
    invoice: anInvoice({ lines: [aLine({ item: null }), other] }),
  },
  { name: "a line of text", invoice: anInvoice({ lines: [...lines, aTextLine("Takk")] }) },
  { name: "a note", invoice: anInvoice({ lines, note: "Betalt", updated_at: null }) },
  {
    name: "the spelling of figures",
    invoice: anInvoice({ lines: [aLine({ line_total: "100.000000" }), other] }),
  },
  {
    name: "the order of keys",
    invoice: Object.fromEntries(Object.entries(anInvoice({ lines })).reverse()) as ReturnType<
      typeof anInvoice
    >,
  },
])("$name means nothing to the books", ({ invoice }) => {
  expect(fingerprintOf(invoice)).toEqual(original);
});

test.each([
  { name: "a price", invoice: anInvoice({ lines: [aLine({ line_price: "100.01" }), other] }) },
  { name: "a rate", invoice: anInvoice({ lines: [aLine({ vat_percentage: "15" }), other] }) },
  { name: "a line more", invoice: anInvoice({ lines: [...lines, other] }) },
  { name: "the date", invoice: anInvoice({ lines, invoice_date: "2026-03-03" }) },
  { name: "the due date", invoice: anInvoice({ lines, due_date: "2026-03-17" }) },
  { name: "the customer", invoice: anInvoice({ lines, customer_id: 1002 }) },
  { name: "the currency", invoice: anInvoice({ lines, currency: "EUR" }) },
  { name: "the zone", invoice: anInvoice({ lines, vat_zone: "abroad" }) },
  { name: "the total", invoice: anInvoice({ lines, total_total: "187.51" }) },
])("$name changes the document", ({ invoice }) => {
  const changed = fingerprintOf(invoice);
  expect(changed.ok).toBe(true);
  expect(changed).not.toEqual(original);
  expect(isOfSameFigures(textOf(changed), textOf(original))).toBe(false);
});

test("another item on a line changes the document, but none of its figures", () => {
  const changed = fingerprintOf(anInvoice({ lines: [aLine({ child_id: "125-2" }), other] }));
  expect(changed).not.toEqual(original);
  expect(isOfSameFigures(textOf(changed), textOf(original))).toBe(true);
});

test("one that cannot be read is told by all that it is, but not by what its items are", () => {
  const unread = (line: Parameters<typeof aLine>[0]) =>
    unreadFingerprintOf(anInvoice({ lines: [aLine({ line_total: "99", ...line })] }));
  expect(unread({ item: spadeOf(2) })).toBe(unread({}));
  expect(unread({ item: null })).toBe(unread({}));
  expect(unread({ name: "Rød spade" })).not.toBe(unread({}));
});

test("a line that cannot be read has no fingerprint", () => {
  const invoice = anInvoice({ lines: [aLine({ line_total: "99" })] });
  expect(fingerprintOf(invoice)).toMatchObject({
    ok: false,
    problems: [{ code: "document.line_differs" }],
  });
});

test("a supplier's document is also its supplier and the number it is booked under", () => {
  const booked = fingerprintOf(aSupplierInvoice(), "LF-88121");

  expect(fingerprintOf(aSupplierInvoice({ heading: "Ny tekst" }), "LF-88121")).toEqual(booked);
  expect(fingerprintOf(aSupplierInvoice(), "LF-88122")).not.toEqual(booked);
  expect(fingerprintOf(aSupplierInvoice({ supplier_id: 50002 }), "LF-88121")).not.toEqual(booked);
});

function textOf(fingerprint: ReturnType<typeof fingerprintOf>): string {
  if (!fingerprint.ok) throw new Error("no fingerprint");
  return fingerprint.value;
}
