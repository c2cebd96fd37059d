import type { PurchaseVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenPurchaseDraft } from "@/lib/fiken/schemas/purchase-drafts";
import type { FikenPurchase } from "@/lib/fiken/schemas/purchases";
import { differInDraft, differInHead, isSameBooking, isSameDraft } from "./booking-comparison";
import {
  bookedLines,
  type Difference,
  differ,
  differInAttachments,
  differInLines,
  type Expected,
} from "./difference";

/** A booked purchase against its voucher, to the øre. Nothing differs: an empty list. */
export function compareVoucherWithPurchase(
  voucher: PurchaseVoucher,
  expected: Expected,
  purchase: FikenPurchase,
): Difference[] {
  return [
    ...differ("kind", "supplier", purchase.kind),
    ...differ("deleted", false, purchase.deleted),
    ...differ("identifier", voucher.identifier, purchase.identifier),
    ...differInHead(voucher, expected, { ...purchase, party: purchase.supplier }),
    ...differInLines(voucher, bookedLines(voucher, purchase.lines)),
    ...differInAttachments(expected, purchase.purchaseAttachments),
  ];
}

/** A purchase draft against its voucher, to the øre. */
export function compareVoucherWithPurchaseDraft(
  voucher: PurchaseVoucher,
  expected: Expected,
  draft: FikenPurchaseDraft,
): Difference[] {
  const numbered = differ("identifier", voucher.identifier, draft.invoiceNumber);
  return differInDraft(voucher, expected, draft, numbered);
}

/**
 * Whether a purchase found by its date is this voucher already booked: not deleted, same number of the same
 * supplier, date, net and VAT. Decides adoption before posting, so texts and accounts do not count.
 */
export function matchesPurchase(
  voucher: PurchaseVoucher,
  contactId: number,
  purchase: FikenPurchase,
): boolean {
  return (
    purchase.kind === "supplier" &&
    !purchase.deleted &&
    purchase.identifier === voucher.identifier &&
    isSameBooking(
      voucher,
      contactId,
      { ...purchase, party: purchase.supplier },
      bookedLines(voucher, purchase.lines),
    )
  );
}

/** Whether a purchase draft found by scanning is this voucher's: number, supplier, date, net and VAT. */
export function matchesPurchaseDraft(
  voucher: PurchaseVoucher,
  contactId: number,
  draft: FikenPurchaseDraft,
): boolean {
  return isSameDraft(voucher, contactId, draft, voucher.identifier);
}
