import { findLivePosting } from "@/db/queries/postings";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/customer-invoice-to-voucher";
import { fingerprintOf } from "@/lib/bookkeeping/fingerprint";
import { invoiceDraftRequestOf } from "@/lib/bookkeeping/invoice-draft-request";
import type { Mapped } from "@/lib/bookkeeping/mapped";
import type { Excluded, SalesVoucher } from "@/lib/bookkeeping/voucher";
import { toMinor } from "@/lib/money";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { parseMoment } from "@/lib/rackbeat/moments";
import { attachPdf, type PdfSource } from "./attach-pdf";
import { findInvoiceAccount } from "./bank-account";
import { recordProgress } from "./claim";
import type { TransferWork } from "./context";
import { issueInvoice } from "./issue-invoice";
import { type Outcome, stopped } from "./outcome";
import { ensureCustomerContact } from "./party-contact";
import { postOnce, type Standing } from "./post-once";
import { readCustomerInvoice } from "./read-customer-invoice";
import { SALES_FORMS, type SalesForm, type SalesRequest } from "./sales-forms";
import { tell } from "./timeline";
import { verifyDocument } from "./verify-document";

/** The posting of a document, whatever form it has in Fiken: one per connection and Rackbeat number. */
const POSTING_KIND = "customer_invoice";

/**
 * One turn on one sales invoice, from wherever the last turn ended: read it, contact, post once, PDF, read back.
 * Everything that has happened stands in the database, so a turn may die at any instant and be taken again.
 */
export async function transferCustomerInvoice(work: TransferWork): Promise<Outcome> {
  const invoice = await readCustomerInvoice(work, work.transfer.rackbeatKey);
  await recordDocument(work, invoice);
  const isPosted = await hasPosting(work, invoice);
  const excluded = reasonToExclude(work, invoice, isPosted);
  if (excluded) return excluded;
  const fingerprint = fingerprintOf(invoice);
  if (work.transfer.verifiedAt && isPosted && isUnchanged(work, fingerprint)) {
    return { state: "verified" };
  }

  const pdf = startPdf(work, invoice);
  const prepared = isPosted ? null : await prepare(work, invoice);
  if (prepared && !prepared.ok) return stopped(prepared.problems);
  if (prepared?.value.kind === "excluded") {
    return { state: "excluded", reason: prepared.value.reason };
  }
  const standing = await postDocument(work, invoice, prepared?.value ?? null);
  await recordPosted(work, standing);
  if (!fingerprint.ok || fingerprint.value !== standing.request.fingerprint) {
    return stopped([changedAfterTransfer(invoice, standing)]);
  }
  if (pdf) await attachPdf(work, standing, pdf);
  if (standing.request.issue) await issueInvoice(work, standing);
  return verifyDocument(work, standing, { attachments: pdf ? 1 : 0 });
}

/** What the status page shows of the document; also of one that is held. */
async function recordDocument(work: TransferWork, invoice: RackbeatCustomerInvoice): Promise<void> {
  const net = toMinor(invoice.total_subtotal);
  const total = toMinor(invoice.total_total);
  await recordProgress(work, {
    partyName: invoice.customer?.name ?? null,
    documentDate: invoice.invoice_date,
    bookedAt: invoice.booked_at ? parseMoment(invoice.booked_at) : null,
    currency: invoice.currency,
    totalMinor: total,
    vatMinor: invoice.total_vat === null ? total - net : toMinor(invoice.total_vat),
  });
}

async function hasPosting(
  { db, installationId, connection }: TransferWork,
  { number }: RackbeatCustomerInvoice,
): Promise<boolean> {
  const write = { installationId, connectionId: connection.id, kind: POSTING_KIND, key: number };
  return (await findLivePosting(db, write)) !== null;
}

function reasonToExclude(
  { settings }: TransferWork,
  { is_booked, invoice_date, number }: RackbeatCustomerInvoice,
  isPosted: boolean,
): Outcome | null {
  if (!is_booked) {
    return isPosted
      ? stopped([{ code: "document.unbooked_after_transfer", details: { number } }])
      : { state: "excluded", reason: "not_booked" };
  }
  const isTooOld =
    settings.startDate !== null && invoice_date !== null && invoice_date < settings.startDate;
  return isTooOld && !isPosted ? { state: "excluded", reason: "before_start" } : null;
}

function isUnchanged({ transfer }: TransferWork, fingerprint: Mapped<string>): boolean {
  return fingerprint.ok && fingerprint.value === transfer.contentHash;
}

/** Fetched from Rackbeat while Fiken is asked; a failure shows where the PDF is needed. */
function startPdf(work: TransferWork, { number }: RackbeatCustomerInvoice): PdfSource | null {
  const { attachPdf: isWanted, invoiceIssuer } = work.settings;
  if (!isWanted || invoiceIssuer === "fiken") return null;
  const bytes = work.rackbeat.customerInvoicePdf(number);
  bytes.catch(() => undefined);
  return { filename: `faktura-${number}.pdf`, bytes };
}

type Prepared = ({ kind: "request" } & SalesRequest) | Excluded;

async function prepare(
  work: TransferWork,
  invoice: RackbeatCustomerInvoice,
): Promise<Mapped<Prepared>> {
  const fingerprint = fingerprintOf(invoice);
  const voucher = voucherOfCustomerInvoice(invoice, work.mapping);
  if (!voucher.ok) return voucher;
  if (!fingerprint.ok) return fingerprint;
  if (voucher.value.kind === "excluded") return { ok: true, value: voucher.value };

  const { salesInvoiceMode, invoiceIssuer } = work.settings;
  const form = formOf(work);
  const contact = await ensureCustomerContact(work, voucher.value.customerNumber);
  if (!contact.ok) return contact;
  const contactId = contact.value;
  const draft =
    form === "invoice_draft" ? await draftOf(work, invoice, voucher.value, contactId) : null;
  if (draft && !draft.ok) return draft;
  return {
    ok: true,
    value: {
      kind: "request",
      form,
      issue: invoiceIssuer === "fiken" && salesInvoiceMode === "booked",
      contactId,
      voucher: voucher.value,
      fingerprint: fingerprint.value,
      invoiceDraft: draft?.value ?? null,
    },
  };
}

async function draftOf(
  work: TransferWork,
  invoice: RackbeatCustomerInvoice,
  voucher: SalesVoucher,
  contactId: number,
) {
  const bankAccountNumber = await findInvoiceAccount(work);
  return invoiceDraftRequestOf(invoice, voucher, {
    contactId,
    uuid: work.transfer.id,
    ...(bankAccountNumber && { bankAccountNumber }),
  });
}

function formOf({ settings }: TransferWork): SalesForm {
  if (settings.invoiceIssuer === "fiken") return "invoice_draft";
  return settings.salesInvoiceMode === "booked" ? "sale" : "sale_draft";
}

/** What stands in Fiken already keeps its form, whatever the settings have become since. */
async function postDocument(
  work: TransferWork,
  { number }: RackbeatCustomerInvoice,
  request: SalesRequest | null,
): Promise<Standing<SalesRequest>> {
  return postOnce<SalesRequest>(work, {
    kind: POSTING_KIND,
    key: number,
    request,
    lookUpFirst: true,
    lookUp: async (sent) => {
      const found = await SALES_FORMS[sent.form].lookUp(work, sent);
      await tell(work, "looked_up", { found: found.length });
      return found;
    },
    post: async (sent) => {
      const fikenId = await SALES_FORMS[sent.form].post(work, sent);
      await tell(work, "posted", { kind: sent.form, fikenId });
      return fikenId;
    },
  });
}

async function recordPosted(
  work: TransferWork,
  { fikenId, request }: Standing<SalesRequest>,
): Promise<void> {
  await recordProgress(work, {
    state: "posted",
    contentHash: request.fingerprint,
    fikenKind: request.form,
    fikenId: Number(fikenId),
    postedAt: work.transfer.postedAt ?? work.now(),
  });
}

function changedAfterTransfer(
  { invoice_date, currency, total_total }: RackbeatCustomerInvoice,
  { request: { voucher } }: Standing<SalesRequest>,
) {
  const before = `${voucher.date} ${voucher.currency} ${voucher.grossMinor}`;
  const after = `${invoice_date} ${currency} ${toMinor(total_total)}`;
  return { code: "document.changed_after_transfer", details: { before, after } } as const;
}
