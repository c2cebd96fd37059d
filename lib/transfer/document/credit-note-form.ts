import { listCreditsOf } from "@/db/queries/postings";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import {
  creditNoteDraftRequestOf,
  creditNoteFullRequestOf,
  creditNotePartialRequestOf,
} from "@/lib/bookkeeping/request/credit-note-request";
import { creditsInFull } from "@/lib/bookkeeping/voucher/full-credit";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentRequest } from "@/lib/transfer/turn/document-request";
import { awaitOriginal, type Original } from "./await-original";

type Sent = { contactId: number; fingerprint: string; voucher: SalesVoucher };

/**
 * What a credit note to a customer becomes in Fiken. The one place to change where Fiken's users turn out to want
 * another form: Fiken's description settles neither negative sales nor reversals.
 */
export async function creditNoteRequestOf(
  work: TransferWork,
  note: RackbeatCustomerInvoice,
  sent: Sent,
): Promise<Mapped<DocumentRequest>> {
  const { invoiceIssuer, salesInvoiceMode, creditNoteForm } = work.settings;
  const isBooked = salesInvoiceMode === "booked";
  if (invoiceIssuer === "fiken") return issuedNoteOf(work, note, sent, isBooked);
  if (!isBooked) return { ok: true, value: { form: "sale_draft", ...sent } };
  if (creditNoteForm === "reversal") return reversalOf(work, sent);
  return { ok: true, value: { form: "sale", ...sent } };
}

/** On the invoice that Fiken has issued for us, where there is one; else a note that stands for itself. */
async function issuedNoteOf(
  work: TransferWork,
  note: RackbeatCustomerInvoice,
  sent: Sent,
  isBooked: boolean,
): Promise<Mapped<DocumentRequest>> {
  const original = isBooked ? await findOriginal(work, sent.voucher) : null;
  const invoiceId = original && (await findCreditable(work, original));
  if (original && invoiceId !== null) {
    return noteOnInvoice(note, sent, { invoiceId, original });
  }
  const { contactId, voucher } = sent;
  const draft = creditNoteDraftRequestOf(note, voucher, { contactId, uuid: work.transfer.id });
  if (!draft.ok) return draft;
  const request = { issue: isBooked, invoiceDraft: draft.value, ...sent };
  return { ok: true, value: { form: "credit_note_draft", ...request } };
}

function noteOnInvoice(
  note: RackbeatCustomerInvoice,
  sent: Sent,
  { invoiceId, original }: { invoiceId: number; original: Original },
): Mapped<DocumentRequest> {
  const request = { form: "credit_note" as const, invoiceId, ...sent };
  if (creditsInFull(sent.voucher, original.request.voucher)) {
    const body = creditNoteFullRequestOf(sent.voucher, { invoiceId });
    return { ok: true, value: { ...request, credit: { extent: "full", body } } };
  }
  const body = creditNotePartialRequestOf(note, sent.voucher, { invoiceId });
  if (!body.ok) return body;
  return { ok: true, value: { ...request, credit: { extent: "partial", body: body.value } } };
}

/** The invoice that Fiken has made of our draft. Null: not issued yet, or credited already, which Fiken does once. */
async function findCreditable(
  { fiken }: TransferWork,
  { request }: Original,
): Promise<number | null> {
  if (request.form !== "invoice_draft") return null;
  const [issued] = await fiken.findInvoices(request.invoiceDraft.uuid);
  return issued && issued.associatedCreditNotes.length === 0 ? issued.invoiceId : null;
}

/** Only the whole of a sale of ours that still stands can be reversed. All else is told, never guessed. */
async function reversalOf(work: TransferWork, sent: Sent): Promise<Mapped<DocumentRequest>> {
  const { voucher } = sent;
  const refuse = (reason: string) =>
    refused({
      code: "document.credit_not_reversible",
      details: { number: voucher.number, original: voucher.credits, reason },
    });
  const original = await findOriginal(work, voucher);
  if (!original) return refuse("original_unknown");
  if (original.request.form !== "sale") return refuse("not_a_sale");
  if (!creditsInFull(voucher, original.request.voucher)) return refuse("partial");
  if (await isCreditedElsewhere(work, voucher)) return refuse("credited");
  const { saleId, deleted } = await work.fiken.getSale(original.fikenId);
  if (deleted) return refuse("gone");
  return { ok: true, value: { form: "sale_reversal", saleId, ...sent } };
}

/** The credited document as it stands in Fiken by our own posting. */
async function findOriginal(
  work: TransferWork,
  { number, credits }: SalesVoucher,
): Promise<Original | null> {
  if (credits === null) return null;
  return awaitOriginal(work, { number, original: credits });
}

async function isCreditedElsewhere(
  { db, installationId, connection }: TransferWork,
  { number, credits }: SalesVoucher,
): Promise<boolean> {
  if (credits === null) return false;
  const write = { installationId, connectionId: connection.id, kind: "customer_invoice" };
  const credited = await listCreditsOf(db, { ...write, number: credits });
  return credited.some(({ key }) => key !== number);
}
