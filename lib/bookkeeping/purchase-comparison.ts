import type { FikenPurchaseDraft } from "@/lib/fiken/schemas/purchase-drafts";
import type { FikenPurchase } from "@/lib/fiken/schemas/purchases";
import {
  bookedLines,
  type Difference,
  differ,
  differInAttachments,
  differInLines,
  draftLines,
  type Expected,
  total,
} from "./difference";
import type { PurchaseVoucher } from "./voucher";

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
    ...differ("date", voucher.date, purchase.date),
    ...differ("dueDate", voucher.dueDate, purchase.dueDate),
    ...differ("contactId", expected.contactId, purchase.supplier?.contactId ?? null),
    ...differ("currency", voucher.currency, purchase.currency ?? "NOK"),
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
  return [
    ...differ("cash", false, draft.cash),
    ...differ("paid", false, draft.paid),
    ...differ("identifier", voucher.identifier, draft.invoiceNumber),
    ...differ("date", voucher.date, draft.invoiceIssueDate),
    ...differ("dueDate", voucher.dueDate, draft.dueDate),
    ...differ("contactId", expected.contactId, draft.contact?.contactId ?? null),
    ...differ("currency", voucher.currency, draft.currency ?? "NOK"),
    ...differInLines(voucher, draftLines(draft.lines)),
    ...differInAttachments(expected, draft.attachments),
  ];
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
  const lines = bookedLines(voucher, purchase.lines);
  return (
    purchase.kind === "supplier" &&
    !purchase.deleted &&
    purchase.identifier === voucher.identifier &&
    purchase.supplier?.contactId === contactId &&
    purchase.date === voucher.date &&
    (purchase.currency ?? "NOK") === voucher.currency &&
    total(lines, "netMinor") === voucher.netMinor &&
    total(lines, "vatMinor") === voucher.vatMinor
  );
}

/** Whether a purchase draft found by scanning is this voucher's: number, supplier, date, net and VAT. */
export function matchesPurchaseDraft(
  voucher: PurchaseVoucher,
  contactId: number,
  draft: FikenPurchaseDraft,
): boolean {
  const lines = draftLines(draft.lines);
  return (
    !draft.cash &&
    draft.invoiceNumber === voucher.identifier &&
    draft.contact?.contactId === contactId &&
    draft.invoiceIssueDate === voucher.date &&
    (draft.currency ?? "NOK") === voucher.currency &&
    total(lines, "netMinor") === voucher.netMinor &&
    total(lines, "vatMinor") === voucher.vatMinor
  );
}
