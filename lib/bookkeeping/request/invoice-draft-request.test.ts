import { expect, test } from "vitest";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/voucher/customer-invoice-to-voucher";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { aMapping } from "@/tests/support/mappings";
import { aLine, anInvoice, aTextLine } from "@/tests/support/rackbeat-invoices";
import { invoiceDraftRequestOf } from "./invoice-draft-request";

const uuid = "5f2b1c52-5f3f-4d8f-9a5e-0c4c6f0b7a11";

function draftOf(invoice: RackbeatCustomerInvoice) {
  const voucher = voucherOfCustomerInvoice(invoice, aMapping());
  if (!voucher.ok || voucher.value.kind === "excluded") throw new Error("no voucher");
  return invoiceDraftRequestOf(invoice, voucher.value, { contactId: 7, uuid });
}

test("Fiken issues the invoice: our uuid, Rackbeat's number as reference, days until due", () => {
  const lines = [
    aLine({ quantity: "4", line_price: "99.5", discount_percentage: "12.5" }),
    aTextLine("Levert mandag"),
  ];

  expect(draftOf(anInvoice({ their_reference: "Kari", lines }))).toEqual({
    ok: true,
    value: {
      type: "invoice",
      uuid,
      issueDate: "2026-03-02",
      daysUntilDueDate: 14,
      customerId: 7,
      currency: "NOK",
      ourReference: "10234",
      orderReference: "10234",
      yourReference: "Kari",
      lines: [
        {
          description: "Spade 125-1",
          quantity: 4,
          unitPrice: 9950,
          discount: 12.5,
          vatType: "HIGH",
          incomeAccount: "3000",
          comment: "Levert mandag",
        },
      ],
    },
  });
});

test.each([
  { name: "a price finer than øre", line: { quantity: "1000", line_price: "0.125" } },
  {
    name: "a total that Rackbeat rounded otherwise",
    line: { quantity: "1000", line_price: "0.12", line_total: "120.01" },
  },
])("$name goes as one unit at the line's total, its quantity in the text", ({ line }) => {
  const total = Number(aLine(line).line_total) * 100;

  expect(draftOf(anInvoice({ lines: [aLine(line)] }))).toMatchObject({
    ok: true,
    value: {
      lines: [{ description: "1000 x Spade 125-1", quantity: 1, unitPrice: Math.round(total) }],
    },
  });
});

test.each([
  { dates: ["2026-02-28", "2026-03-01"], days: 1 },
  { dates: ["2026-03-28", "2026-03-30"], days: 2 },
  { dates: ["2026-12-31", "2026-12-31"], days: 0 },
])("from $dates.0 to $dates.1 are $days days", ({ dates: [from, to], days }) => {
  const draft = draftOf(anInvoice({ invoice_date: from, due_date: to }));

  expect(draft).toMatchObject({ ok: true, value: { daysUntilDueDate: days } });
});

test("a rounding line goes as a line of its own", () => {
  const draft = draftOf(anInvoice({ total_subtotal: "100.01", total_total: "125.01" }));

  expect(draft).toMatchObject({
    ok: true,
    value: {
      lines: [{}, { quantity: 1, unitPrice: 1, vatType: "NONE", incomeAccount: "7740" }],
    },
  });
});

test.each([
  {
    name: "VAT that Fiken would round otherwise",
    invoice: anInvoice({ lines: [aLine({ line_price: "0.10" }), aLine({ line_price: "0.10" })] }),
    problem: {
      code: "document.vat_rounded_by_fiken",
      details: { expectedMinor: 5, actualMinor: 6, currency: "NOK" },
    },
  },
  {
    name: "a due date before the invoice's",
    invoice: anInvoice({ due_date: "2026-03-01" }),
    problem: {
      code: "document.malformed",
      details: { path: "due_date", message: "2026-03-01 is before 2026-03-02" },
    },
  },
])("$name is held", ({ invoice, problem }) => {
  expect(draftOf(invoice)).toEqual({ ok: false, problems: [problem] });
});
