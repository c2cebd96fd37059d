import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenInvoiceDraft } from "@/lib/fiken/schemas/invoice-drafts";
import type { FikenInvoice } from "@/lib/fiken/schemas/invoices";
import type { FikenSaleDraft } from "@/lib/fiken/schemas/sale-drafts";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import { differInDraft, differInHead, isSameBooking, isSameDraft } from "./booking-comparison";
import {
  bookedLines,
  type Difference,
  differ,
  differInAttachments,
  differInIssuedLines,
  differInLines,
  type Expected,
  signShown,
} from "./difference";

/** A booked sale against its voucher, to the øre. Nothing differs: an empty list. */
export function compareVoucherWithSale(
  voucher: SalesVoucher,
  expected: Expected,
  sale: FikenSale,
): Difference[] {
  const lines = bookedLines(voucher, sale.lines);
  return [
    ...differ("kind", "external_invoice", sale.kind),
    ...differ("deleted", false, sale.deleted),
    ...differ("number", voucher.number, sale.saleNumber),
    ...differInHead(voucher, expected, { ...sale, party: sale.customer }),
    ...differInLines(voucher, lines),
    ...(voucher.currency === "NOK"
      ? [
          ...differ("netAmount", voucher.netMinor, sale.netAmount ?? voucher.netMinor),
          ...differ("vatAmount", voucher.vatMinor, sale.vatAmount ?? voucher.vatMinor),
        ]
      : []),
    ...differInAttachments(expected, sale.saleAttachments),
  ];
}

/** A sale draft against its voucher, to the øre. */
export function compareVoucherWithSaleDraft(
  voucher: SalesVoucher,
  expected: Expected,
  draft: FikenSaleDraft,
): Difference[] {
  const numbered = differ("number", voucher.number, draft.invoiceNumber);
  return differInDraft(voucher, expected, draft, numbered);
}

/** An invoice that Fiken has numbered against its voucher, to the øre; Rackbeat's number is its order reference. */
export function compareVoucherWithInvoice(
  voucher: SalesVoucher,
  expected: Expected,
  invoice: FikenInvoice,
): Difference[] {
  return [
    ...differ("deleted", false, invoice.sale?.deleted ?? false),
    ...differ("orderReference", voucher.number, invoice.orderReference),
    ...differInHead(voucher, expected, {
      ...invoice,
      date: invoice.issueDate,
      party: invoice.customer,
    }),
    ...differ("net", voucher.netMinor, invoice.net),
    ...differ("vat", voucher.vatMinor, invoice.vat),
    ...differ("gross", voucher.grossMinor, invoice.gross),
    ...differInIssuedLines(voucher, invoice.lines),
    ...differInAttachments(expected, invoice.attachments),
  ];
}

/** A draft of an invoice or credit note against its voucher; Fiken shows the draft's totals, not its lines' amounts. */
export function compareVoucherWithInvoiceDraft(
  voucher: SalesVoucher,
  expected: Expected,
  draft: FikenInvoiceDraft,
): Difference[] {
  const [customer, ...others] = draft.customers;
  const shown = (minor: number | null) => minor && signShown(voucher, draft) * minor;
  return [
    ...differ("orderReference", voucher.number, draft.orderReference),
    ...differ("date", voucher.date, draft.issueDate),
    ...differ("contactId", expected.contactId, customer?.contactId ?? null),
    ...differ("customers", 1, others.length + (customer ? 1 : 0)),
    ...differ("currency", voucher.currency, draft.currency ?? "NOK"),
    ...differ("lines", voucher.lines.length, draft.lines.length),
    ...differ("net", voucher.netMinor, shown(draft.net) ?? voucher.netMinor),
    ...differ("gross", voucher.grossMinor, shown(draft.gross) ?? voucher.grossMinor),
    ...differInAttachments(expected, draft.attachments),
  ];
}

/**
 * Whether a sale found by its number is this voucher already booked: another system's invoice, not deleted, same
 * number, contact, date, net and VAT. Decides adoption before posting, so texts and accounts do not count.
 */
export function matchesSale(voucher: SalesVoucher, contactId: number, sale: FikenSale): boolean {
  return (
    sale.kind === "external_invoice" &&
    !sale.deleted &&
    sale.saleNumber === voucher.number &&
    isSameBooking(
      voucher,
      contactId,
      { ...sale, party: sale.customer },
      bookedLines(voucher, sale.lines),
    )
  );
}

/** Whether a sale draft found by scanning is this voucher's: number, contact, date, net and VAT. */
export function matchesSaleDraft(
  voucher: SalesVoucher,
  contactId: number,
  draft: FikenSaleDraft,
): boolean {
  return isSameDraft(voucher, contactId, draft, voucher.number);
}
