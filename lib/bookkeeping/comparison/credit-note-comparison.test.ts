import { expect, test } from "vitest";
import { creditNoteSchema } from "@/lib/fiken/schemas/credit-notes";
import { invoiceDraftSchema } from "@/lib/fiken/schemas/invoice-drafts";
import { aCreditNoteVoucher, aVoucherLine } from "@/tests/support/vouchers";
import { compareVoucherWithCreditNote, matchesCreditNote } from "./credit-note-comparison";
import { compareVoucherWithInvoiceDraft } from "./ledger-comparison";

const contactId = 7;
const customer = { contactId, name: "Kunde AS" };
const expected = { contactId, invoiceId: 9 };
const voucher = aCreditNoteVoucher({
  lines: [
    aVoucherLine({ netMinor: -10000, vatMinor: -2500 }),
    aVoucherLine({ netMinor: 400, vatMinor: 100 }),
  ],
});

/** What Fiken answers; its description does not tell the sign. */
function aNote(sign: 1 | -1 = 1, changes: object = {}) {
  return creditNoteSchema.parse({
    creditNoteId: 1,
    issueDate: "2026-03-02",
    associatedInvoiceId: 9,
    creditNoteText: "Kreditnota 10300 fra Rackbeat",
    net: sign * 9600,
    vat: sign * 2400,
    gross: sign * 12000,
    customer,
    lines: [
      { incomeAccount: "3000", vatType: "high", net: sign * 10000, vat: sign * 2500 },
      { incomeAccount: "3000", vatType: "high", net: sign * -400, vat: sign * -100 },
    ],
    ...changes,
  });
}

test.each([1, -1] as const)("a credit note that stands as sent differs in nothing (%d)", (sign) => {
  expect(compareVoucherWithCreditNote(voucher, expected, aNote(sign))).toEqual([]);
  expect(matchesCreditNote(voucher, contactId, aNote(sign))).toBe(true);
});

test.each([
  { field: "net", change: { net: 9601 }, values: [-9600, -9601] },
  { field: "vat", change: { vat: 2399 }, values: [-2400, -2399] },
  { field: "gross", change: { gross: 12001 }, values: [-12000, -12001] },
  { field: "invoiceId", change: { associatedInvoiceId: null }, values: [9, null] },
  { field: "date", change: { issueDate: "2026-03-03" }, values: ["2026-03-02", "2026-03-03"] },
  { field: "contactId", change: { customer: { contactId: 8, name: "X" } }, values: [7, 8] },
  { field: "currency", change: { currency: "SEK" }, values: ["NOK", "SEK"] },
  { field: "deleted", change: { sale: { deleted: true } }, values: [false, true] },
])(
  "a credit note that differs in $field says so",
  ({ field, change, values: [wanted, actual] }) => {
    expect(compareVoucherWithCreditNote(voucher, expected, aNote(1, change))).toEqual([
      { field, expected: wanted, actual },
    ]);
  },
);

test.each([
  { name: "of another number", change: { creditNoteText: "Kreditnota 103 fra Rackbeat" } },
  { name: "of another date", change: { issueDate: "2026-03-01" } },
  { name: "of another customer", change: { customer: { contactId: 8, name: "X" } } },
  { name: "of another amount", change: { gross: 12001 } },
  { name: "deleted", change: { sale: { deleted: true } } },
])("a credit note $name is another document", ({ change }) => {
  expect(matchesCreditNote(voucher, contactId, aNote(1, change))).toBe(false);
});

test("a draft's totals stand above nothing, the voucher's below", () => {
  const draft = invoiceDraftSchema.parse({
    draftId: 1,
    uuid: "5f2b1c52-5f3f-4d8f-9a5e-0c4c6f0b7a11",
    issueDate: "2026-03-02",
    orderReference: "10300",
    net: 9600,
    gross: 12001,
    customers: [customer],
    lines: [{ quantity: 1 }, { quantity: -1 }],
  });

  expect(compareVoucherWithInvoiceDraft(voucher, { contactId, attachments: 0 }, draft)).toEqual([
    { field: "gross", expected: -12000, actual: -12001 },
  ]);
});
