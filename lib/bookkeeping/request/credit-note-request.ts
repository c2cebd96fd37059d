import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import { creditNoteTextOf } from "@/lib/bookkeeping/voucher/credit-note-text";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type {
  FikenCreditNoteFullRequest,
  FikenCreditNotePartialRequest,
} from "@/lib/fiken/schemas/credit-notes";
import type { FikenInvoiceDraftRequest } from "@/lib/fiken/schemas/invoice-drafts";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { referencesOf } from "./invoice-draft-request";
import { issuedLinesOf } from "./issued-lines";

/** The invoice that Fiken issued, or without a known one the customer's account. */
export type Credited =
  | { invoiceId: number; contactId?: never }
  | { contactId: number; invoiceId?: never };

/** The body of POST /creditNotes/full. For a voucher that credits the whole of an invoice issued by Fiken. */
export function creditNoteFullRequestOf(
  voucher: SalesVoucher,
  { invoiceId }: { invoiceId: number },
): FikenCreditNoteFullRequest {
  return { issueDate: voucher.date, invoiceId, creditNoteText: creditNoteTextOf(voucher) };
}

/** The body of POST /creditNotes/partial: what the lines say, above nothing. */
export function creditNotePartialRequestOf(
  creditNote: RackbeatCustomerInvoice,
  voucher: SalesVoucher,
  credited: Credited,
): Mapped<FikenCreditNotePartialRequest> {
  const lines = issuedLinesOf(creditNote, voucher);
  if (!lines.ok) return lines;
  return {
    ok: true,
    value: {
      issueDate: voucher.date,
      ...credited,
      currency: voucher.currency,
      creditNoteText: creditNoteTextOf(voucher),
      ...referencesOf(creditNote),
      lines: lines.value,
    },
  };
}

/**
 * The body of POST /creditNotes/drafts. What Fiken makes of a draft is a credit note on its own, without any
 * invoice ("uavhengig kreditnota").
 */
export function creditNoteDraftRequestOf(
  creditNote: RackbeatCustomerInvoice,
  voucher: SalesVoucher,
  { contactId, uuid }: { contactId: number; uuid: string },
): Mapped<FikenInvoiceDraftRequest> {
  const lines = issuedLinesOf(creditNote, voucher);
  if (!lines.ok) return lines;
  return {
    ok: true,
    value: {
      type: "credit_note",
      uuid,
      issueDate: voucher.date,
      daysUntilDueDate: 0,
      customerId: contactId,
      currency: voucher.currency,
      invoiceText: creditNoteTextOf(voucher),
      ...referencesOf(creditNote),
      lines: lines.value,
    },
  };
}
