import { expect, test } from "vitest";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/voucher/customer-invoice-to-voucher";
import {
  fullCreditNoteRequest,
  invoiceishDraftRequest,
  partialCreditNoteRequest,
} from "@/tests/sandbox/fiken/request-schemas";
import { aMapping } from "@/tests/support/mappings";
import { aCreditNote, aLine } from "@/tests/support/rackbeat-invoices";
import { aCreditNoteVoucher } from "@/tests/support/vouchers";
import {
  creditNoteDraftRequestOf,
  creditNoteFullRequestOf,
  creditNotePartialRequestOf,
} from "./credit-note-request";
import { invoiceDraftRequestOf } from "./invoice-draft-request";

const uuid = "5f2b1c52-5f3f-4d8f-9a5e-0c4c6f0b7a11";

function voucherOf(note: ReturnType<typeof aCreditNote>) {
  const voucher = voucherOfCustomerInvoice(note, aMapping());
  if (!voucher.ok || voucher.value.kind === "excluded") throw new Error("not booked");
  return voucher.value;
}

test("a full credit note names the invoice, and Rackbeat's number in its text", () => {
  const request = creditNoteFullRequestOf(aCreditNoteVoucher(), { invoiceId: 9 });

  expect(fullCreditNoteRequest.parse(request)).toEqual({
    issueDate: "2026-03-02",
    invoiceId: 9,
    creditNoteText: "Kreditnota 10300 fra Rackbeat",
  });
});

test.each([
  { sign: "above", quantity: "2" },
  { sign: "below", quantity: "-2" },
])("a partial one has its lines above nothing where Rackbeat's are $sign", ({ quantity }) => {
  const lines = [aLine({ quantity, discount_percentage: "10" })];
  const note = aCreditNote({ lines, their_reference: "Kari" });
  const request = creditNotePartialRequestOf(note, voucherOf(note), { invoiceId: 9 });

  expect(request.ok && partialCreditNoteRequest.parse(request.value)).toEqual({
    issueDate: "2026-03-02",
    invoiceId: 9,
    currency: "NOK",
    creditNoteText: "Kreditnota 10300 fra Rackbeat",
    ourReference: "10300",
    orderReference: "10300",
    yourReference: "Kari",
    roundingType: "none",
    lines: [
      {
        description: "Spade 125-1",
        quantity: 2,
        unitPrice: 10000,
        discount: 10,
        vatType: "HIGH",
        incomeAccount: "3000",
      },
    ],
  });
});

test("without a known invoice it goes to the customer's account, as a draft too", () => {
  const note = aCreditNote({ original_invoice_id: null });
  const partial = creditNotePartialRequestOf(note, voucherOf(note), { contactId: 7 });
  const draft = creditNoteDraftRequestOf(note, voucherOf(note), { contactId: 7, uuid });

  expect(partial).toMatchObject({ ok: true, value: { contactId: 7 } });
  expect(draft.ok && invoiceishDraftRequest.parse(draft.value)).toMatchObject({
    type: "credit_note",
    uuid,
    customerId: 7,
    invoiceText: "Kreditnota 10300 fra Rackbeat",
    lines: [{ quantity: 1, unitPrice: 10000 }],
  });
});

test("VAT that Fiken would round otherwise is held", () => {
  const line = aLine({ line_price: "0.10" });
  const note = aCreditNote({ lines: [line, line] });
  const details = { expectedMinor: -5, actualMinor: -6, currency: "NOK" };

  expect(creditNotePartialRequestOf(note, voucherOf(note), { contactId: 7 })).toEqual({
    ok: false,
    problems: [{ code: "document.vat_rounded_by_fiken", details }],
  });
});

test("a credit note is never drafted as an invoice", () => {
  const note = aCreditNote();

  expect(invoiceDraftRequestOf(note, voucherOf(note), { contactId: 7, uuid })).toEqual({
    ok: false,
    problems: [{ code: "document.kind_unsupported", details: { kind: "credit_note" } }],
  });
});
