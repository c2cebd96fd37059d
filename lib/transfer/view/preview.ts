import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import { isCredit, type RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import { creditNoteDraftRequestOf } from "@/lib/bookkeeping/request/credit-note-request";
import { invoiceDraftRequestOf } from "@/lib/bookkeeping/request/invoice-draft-request";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/voucher/customer-invoice-to-voucher";
import { voucherOfSupplierInvoice } from "@/lib/bookkeeping/voucher/supplier-invoice-to-voucher";
import type {
  Excluded,
  PurchaseVoucher,
  SalesVoucher,
  Voucher,
} from "@/lib/bookkeeping/voucher/voucher";
import { entriesOf, type VoucherEntries } from "@/lib/bookkeeping/voucher/voucher-entries";
import { type TotalsRow, totalsAgainst } from "@/lib/bookkeeping/voucher/voucher-totals";
import type { Problem } from "@/lib/errors/catalog";
import type { RackbeatCustomerInvoice, RackbeatSupplierInvoice } from "@/lib/rackbeat/invoices";
import { withItemGroups } from "@/lib/transfer/document/read-document";
import type { DocumentKind } from "@/lib/transfer/turn/document-request";
import type { ExclusionReason } from "@/lib/transfer/turn/outcome";
import { findLedger, type PreviewContext, partyOf } from "./preview-context";

/** A document of Rackbeat as it would be booked. */
export type PreviewedDocument = {
  kind: DocumentKind;
  number: string;
  isCredit: boolean;
  partyName: string | null;
  date: string | null;
  currency: string;
  /** Null with the problems that keep it from being made, or where it leaves nothing to book. */
  booked: { voucher: Voucher; entries: VoucherEntries; totals: TotalsRow[] } | null;
  problems: Problem[];
  /** Why it would not be transferred, though nothing is wrong with it. */
  leftOut: ExclusionReason | null;
};

/** One document as it is now in Rackbeat, by the mapping as it is now. Throws `rackbeat.not_found`. */
export async function previewDocument(
  context: PreviewContext,
  { kind, number }: { kind: DocumentKind; number: string },
): Promise<PreviewedDocument> {
  return kind === "customer_invoice"
    ? previewSale(context, await context.rackbeat.getCustomerInvoice(number))
    : previewPurchase(context, await context.rackbeat.getSupplierInvoice(number));
}

async function previewSale(
  context: PreviewContext,
  read: RackbeatCustomerInvoice,
): Promise<PreviewedDocument> {
  const invoice = await withItemGroups(context, read);
  const mapped = voucherOfCustomerInvoice(invoice, context.rules.mapping);
  const issued = mapped.ok ? problemsOfIssue(context, invoice, mapped.value) : [];
  const head = { kind: "customer_invoice", date: invoice.invoice_date } as const;
  const party = { role: "customer", name: invoice.customer?.name ?? null } as const;
  return preview(context, invoice, { ...head, party, mapped, issued });
}

async function previewPurchase(
  context: PreviewContext,
  read: RackbeatSupplierInvoice,
): Promise<PreviewedDocument> {
  const invoice = await withItemGroups(context, read);
  const numberFields = context.settings.supplierNumberFields;
  const mapped = voucherOfSupplierInvoice(invoice, context.rules.mapping, { numberFields });
  const { invoice_date, booked_at, created_at } = invoice;
  const date = invoice_date ?? (booked_at ?? created_at)?.slice(0, 10) ?? null;
  const party = { role: "supplier", name: invoice.supplier?.name ?? null } as const;
  return preview(context, invoice, { kind: "supplier_invoice", date, party, mapped, issued: [] });
}

type Read = {
  kind: DocumentKind;
  date: string | null;
  party: { role: "customer" | "supplier"; name: string | null };
  mapped: Mapped<SalesVoucher | PurchaseVoucher | Excluded>;
  /** What Fiken would refuse where it issues the document itself. */
  issued: Problem[];
};

async function preview(
  context: PreviewContext,
  document: RackbeatDocument,
  { kind, date, party, mapped, issued }: Read,
): Promise<PreviewedDocument> {
  const { number, currency } = document;
  const head = { kind, number, date, currency, isCredit: isCredit(document) };
  const shown = { ...head, partyName: party.name, leftOut: leftOutOf(context, document, date) };
  if (!mapped.ok) return { ...shown, booked: null, problems: mapped.problems };
  const voucher = mapped.value;
  if (voucher.kind === "excluded") {
    return { ...shown, booked: null, problems: [], leftOut: voucher.reason };
  }
  const entries = await entriesWithNames(context, voucher, party.name);
  const totals = totalsAgainst(voucher, document);
  return { ...shown, booked: { voucher, entries, totals }, problems: issued };
}

/** The voucher with the names of the company's accounts, and the party's own sub-account. */
async function entriesWithNames(
  context: PreviewContext,
  voucher: Voucher,
  partyName: string | null,
): Promise<VoucherEntries> {
  const ledger = await findLedger(context, partyOf(voucher));
  const accounts = context.company?.accounts ?? new Map<string, string>();
  return entriesOf(voucher, { accounts, ledger, partyName });
}

/** Where Fiken issues the document, it reckons it itself: what it would come to otherwise is held. */
function problemsOfIssue(
  { settings }: PreviewContext,
  invoice: RackbeatCustomerInvoice,
  voucher: SalesVoucher | Excluded,
): Problem[] {
  if (settings.invoiceIssuer !== "fiken" || voucher.kind === "excluded") return [];
  // Neither contact nor key has a part in what is checked.
  const request =
    voucher.kind === "customer_credit_note"
      ? creditNoteDraftRequestOf(invoice, voucher, { contactId: 0, uuid: "" })
      : invoiceDraftRequestOf(invoice, voucher, { contactId: 0, uuid: "" });
  return request.ok ? [] : request.problems;
}

function leftOutOf(
  { settings: { startDate } }: PreviewContext,
  { is_booked }: RackbeatDocument,
  date: string | null,
): ExclusionReason | null {
  if (!is_booked) return "not_booked";
  return startDate !== null && date !== null && date < startDate ? "before_start" : null;
}
