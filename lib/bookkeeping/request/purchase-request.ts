import type { PurchaseVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenPurchaseDraftRequest } from "@/lib/fiken/schemas/purchase-drafts";
import type { FikenPurchaseRequest } from "@/lib/fiken/schemas/purchases";
import { bookedLinesOf, draftLinesOf } from "./booking-lines";

/**
 * The body of POST /purchases: a supplier's invoice, or with negative amounts its credit note, by the supplier's
 * own number. Unpaid, so without any payment field.
 */
export function purchaseRequestOf(
  { identifier, date, dueDate, currency, lines }: PurchaseVoucher,
  { contactId }: { contactId: number },
): FikenPurchaseRequest {
  return {
    kind: "supplier",
    identifier,
    date,
    dueDate,
    supplierId: contactId,
    currency,
    paid: false,
    lines: bookedLinesOf(lines, currency),
  };
}

/** The body of POST /purchases/drafts: a purchase that a person approves in Fiken. */
export function purchaseDraftRequestOf(
  { identifier, date, dueDate, currency, lines }: PurchaseVoucher,
  { contactId }: { contactId: number },
): FikenPurchaseDraftRequest {
  return {
    cash: false,
    paid: false,
    invoiceNumber: identifier,
    invoiceIssueDate: date,
    dueDate,
    contactId,
    currency,
    lines: draftLinesOf(lines),
  };
}
