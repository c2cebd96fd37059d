import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import { isCredit } from "@/lib/bookkeeping/document/upright-document";
import { invoiceDraftRequestOf } from "@/lib/bookkeeping/request/invoice-draft-request";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/voucher/customer-invoice-to-voucher";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { ensureCustomerContact } from "@/lib/transfer/party/party-contact";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentRequest } from "@/lib/transfer/turn/document-request";
import type { DocumentSide, Prepared } from "@/lib/transfer/turn/document-side";
import type { Outcome } from "@/lib/transfer/turn/outcome";
import { findInvoiceAccount } from "./bank-account";
import { creditNoteRequestOf } from "./credit-note-form";
import { withKnownItemGroups } from "./read-document";
import { transferDocument } from "./transfer-document";

const CUSTOMER_INVOICE: DocumentSide<RackbeatCustomerInvoice> = {
  kind: "customer_invoice",
  read: async (work, number) =>
    withKnownItemGroups(work, await work.rackbeat.getCustomerInvoice(number)),
  dateOf: ({ invoice_date }) => invoice_date,
  partyNameOf: ({ customer }) => customer?.name ?? null,
  prepare,
  carriesPdf: ({ settings }) => settings.invoiceIssuer === "rackbeat",
  fetchPdf: ({ rackbeat }, number) => rackbeat.customerInvoicePdf(number),
  filenameOf: (invoice) => `${isCredit(invoice) ? "kreditnota" : "faktura"}-${invoice.number}.pdf`,
};

/** One turn on one sales invoice or credit note to a customer. */
export function transferCustomerInvoice(work: TransferWork): Promise<Outcome> {
  return transferDocument(work, CUSTOMER_INVOICE);
}

async function prepare(
  work: TransferWork,
  invoice: RackbeatCustomerInvoice,
  fingerprint: string,
): Promise<Mapped<Prepared>> {
  const voucher = voucherOfCustomerInvoice(invoice, work.rules.mapping);
  if (!voucher.ok) return voucher;
  if (voucher.value.kind === "excluded") return { ok: true, value: voucher.value };
  const contact = await ensureCustomerContact(work, voucher.value.customerNumber);
  if (!contact.ok) return contact;
  const sent = { contactId: contact.value, fingerprint, voucher: voucher.value };
  const request =
    voucher.value.kind === "customer_credit_note"
      ? await creditNoteRequestOf(work, invoice, sent)
      : await invoiceRequestOf(work, invoice, sent);
  return request.ok ? { ok: true, value: { kind: "request", request: request.value } } : request;
}

async function invoiceRequestOf(
  work: TransferWork,
  invoice: RackbeatCustomerInvoice,
  sent: { contactId: number; fingerprint: string; voucher: SalesVoucher },
): Promise<Mapped<DocumentRequest>> {
  const { invoiceIssuer, salesInvoiceMode } = work.settings;
  const isBooked = salesInvoiceMode === "booked";
  if (invoiceIssuer === "rackbeat") {
    return { ok: true, value: { form: isBooked ? "sale" : "sale_draft", ...sent } };
  }
  const bankAccountNumber = await findInvoiceAccount(work);
  const draft = invoiceDraftRequestOf(invoice, sent.voucher, {
    contactId: sent.contactId,
    uuid: work.transfer.id,
    ...(bankAccountNumber && { bankAccountNumber }),
  });
  if (!draft.ok) return draft;
  const request = { form: "invoice_draft" as const, issue: isBooked, invoiceDraft: draft.value };
  return { ok: true, value: { ...request, ...sent } };
}
