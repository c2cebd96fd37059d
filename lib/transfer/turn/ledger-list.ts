import {
  compareVoucherWithSale,
  matchesSale,
} from "@/lib/bookkeeping/comparison/ledger-comparison";
import {
  compareVoucherWithPurchase,
  matchesPurchase,
} from "@/lib/bookkeeping/comparison/purchase-comparison";
import type { FikenCompanyClient } from "@/lib/connection/open-fiken-company";
import { type CountedPage, PAGE_SIZE } from "@/lib/fiken/calls";
import type { FikenPurchase } from "@/lib/fiken/schemas/purchases";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import type { DocumentKind, DocumentRequest } from "./document-request";

/** A booked document as Fiken lists it. */
export type LedgerEntry = {
  id: number;
  /** What a document of ours would be found by; null where it can be none of ours. */
  number: string | null;
  /** Nothing differs from what was sent, to the øre. */
  isAsPosted: (request: DocumentRequest, attachments: number) => boolean;
  /** Would be adopted as what was sent, had it been found before. */
  isTaken: (request: DocumentRequest) => boolean;
};

export type LedgerPage = CountedPage<LedgerEntry>;
export type LedgerFiken = Pick<FikenCompanyClient, "listSales" | "listPurchases">;
type Days = { dateFrom: string; dateTo?: string };

/** One of Fiken's lists of booked documents. */
export type Ledger = {
  read: (fiken: LedgerFiken, page: number, days: Days) => Promise<LedgerPage>;
  /** How long before the document's day an entry with its number still keeps it from being posted unseen. */
  reachDays: number;
};

/** What is booked on each side. */
export const LEDGERS: Record<DocumentKind, Ledger> = {
  customer_invoice: {
    read: async ({ listSales }, page, days) => entries(await listSales(page, days), saleEntry),
    // A number that a person has entered stands for the invoice on whatever day: a year that was mistyped, and more.
    reachDays: 400,
  },
  supplier_invoice: {
    read: async ({ listPurchases }, page, days) =>
      entries(await listPurchases(page, days), purchaseEntry),
    // Suppliers' numbers return, so only the day's own purchase stands for the invoice.
    reachDays: 0,
  },
};

function saleEntry(sale: FikenSale): LedgerEntry {
  const stands = sale.kind === "external_invoice" && !sale.deleted;
  return {
    id: sale.saleId,
    number: stands ? sale.saleNumber : null,
    isAsPosted: (request, attachments) =>
      request.form === "sale" &&
      compareVoucherWithSale(request.voucher, { ...request, attachments }, sale).length === 0,
    isTaken: (request) =>
      request.form === "sale" && matchesSale(request.voucher, request.contactId, sale),
  };
}

function purchaseEntry(purchase: FikenPurchase): LedgerEntry {
  const stands = purchase.kind === "supplier" && !purchase.deleted;
  return {
    id: purchase.purchaseId,
    number: stands ? purchase.identifier : null,
    isAsPosted: (request, attachments) =>
      request.form === "purchase" &&
      compareVoucherWithPurchase(request.voucher, { ...request, attachments }, purchase).length ===
        0,
    isTaken: (request) =>
      request.form === "purchase" && matchesPurchase(request.voucher, request.contactId, purchase),
  };
}

function entries<Row>(
  { items, ...place }: CountedPage<Row>,
  toEntry: (row: Row) => LedgerEntry,
): LedgerPage {
  return { ...place, items: items.map(toEntry) };
}

/**
 * Reads a list from its end, where Fiken puts what is new, until `take` has enough. False: it never had, within so
 * many pages. Throws CallFailure.
 */
export async function readFromEnd(
  readPage: (page: number) => Promise<LedgerPage>,
  {
    first,
    mostPages,
    take,
  }: { first: number; mostPages: number; take: (page: LedgerPage) => boolean },
): Promise<boolean> {
  const read = new Set<number>();
  for (let page: number | undefined = first; page !== undefined && read.size < mostPages; ) {
    const answer = await readPage(page);
    read.add(page);
    if (take(answer)) return true;
    const pages = Math.ceil((answer.count ?? 0) / PAGE_SIZE);
    page = Array.from({ length: pages }, (_, at) => pages - 1 - at).find((at) => !read.has(at));
  }
  return false;
}
