import { creditNoteTextOf } from "@/lib/bookkeeping/voucher/credit-note-text";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenCreditNote } from "@/lib/fiken/schemas/credit-notes";
import { type Difference, differ, differInIssuedLines, signShown } from "./difference";

/** The customer, and the invoice that the note should stand against; null: a note on its own. */
type Expected = { contactId: number; invoiceId: number | null };

/** A credit note that Fiken has numbered against its voucher, to the øre; Rackbeat's number is in its text. */
export function compareVoucherWithCreditNote(
  voucher: SalesVoucher,
  expected: Expected,
  note: FikenCreditNote,
): Difference[] {
  const sign = signShown(voucher, note);
  return [
    ...differ("deleted", false, note.sale?.deleted ?? false),
    ...differ("creditNoteText", creditNoteTextOf(voucher), note.creditNoteText),
    ...differ("invoiceId", expected.invoiceId, note.associatedInvoiceId),
    ...differ("date", voucher.date, note.issueDate),
    ...differ("contactId", expected.contactId, note.customer?.contactId ?? null),
    ...differ("currency", voucher.currency, note.currency ?? "NOK"),
    ...differ("net", voucher.netMinor, sign * note.net),
    ...differ("vat", voucher.vatMinor, sign * note.vat || 0),
    ...differ("gross", voucher.grossMinor, sign * note.gross),
    ...differInIssuedLines(voucher, note.lines, sign),
  ];
}

/**
 * Whether a credit note of an invoice, or one found by its date, is this voucher's: customer, Rackbeat's number in
 * its text, date and totals. Accounts do not count.
 */
export function matchesCreditNote(
  voucher: SalesVoucher,
  contactId: number,
  note: FikenCreditNote,
): boolean {
  const sign = signShown(voucher, note);
  return (
    !(note.sale?.deleted ?? false) &&
    note.creditNoteText === creditNoteTextOf(voucher) &&
    note.customer?.contactId === contactId &&
    note.issueDate === voucher.date &&
    (note.currency ?? "NOK") === voucher.currency &&
    sign * note.net === voucher.netMinor &&
    sign * note.gross === voucher.grossMinor
  );
}
