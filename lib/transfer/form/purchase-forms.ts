import {
  compareVoucherWithPurchase,
  compareVoucherWithPurchaseDraft,
  matchesPurchase,
  matchesPurchaseDraft,
} from "@/lib/bookkeeping/comparison/purchase-comparison";
import {
  purchaseDraftRequestOf,
  purchaseRequestOf,
} from "@/lib/bookkeeping/request/purchase-request";
import { AppError } from "@/lib/errors/app-error";
import type { FikenPurchase } from "@/lib/fiken/schemas/purchases";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { RequestOf } from "@/lib/transfer/turn/document-request";
import { nullIfDeleted } from "@/lib/transfer/turn/null-if-missing";
import { type FormRules, scan } from "./form-rules";
import { isSurelyNotInLedger } from "./ledger-look-up";
import { withoutApprovedOfOthers, withoutOthers } from "./purchases-of-others";

type PurchaseLike = RequestOf<"purchase" | "purchase_draft">;

/** A supplier's invoice by the supplier's own number; a credit note is one of negative amounts. */
export const purchaseForm: FormRules<RequestOf<"purchase">> = {
  lookUp: findPurchases,
  isSurelyAbsent: (work, { voucher: { identifier: number, date } }) =>
    isSurelyNotInLedger(work, "supplier_invoice", { number, date }),
  post: async (work, { voucher, contactId }) => {
    const { id } = await work.fiken.createPurchase(purchaseRequestOf(voucher, { contactId }));
    const { identifier: number, date } = voucher;
    work.known.ledgers.supplier_invoice.note({ id, number, date });
    return String(id);
  },
  readBack: async (work, { voucher, contactId }, { fikenId, attachments }) => {
    const found = await nullIfDeleted(work.fiken.getPurchase(fikenId));
    if (!found || found.deleted) return null;
    const differences = compareVoucherWithPurchase(voucher, { contactId, attachments }, found);
    return { differences, fikenKind: "purchase", fikenId };
  },
  pdfOwner: (purchaseId) => ({ purchaseId }),
};

/** The same for a person to approve in Fiken. */
export const purchaseDraftForm: FormRules<RequestOf<"purchase_draft">> = {
  lookUp: async (work, request) => {
    const { voucher, contactId } = request;
    const drafts = await scan(work.fiken.listPurchaseDrafts, (draft) =>
      matchesPurchaseDraft(voucher, contactId, draft),
    );
    const matching = await withoutOthers(work, request, {
      fikenKind: "purchase_draft",
      rows: drafts,
      idOf: ({ draftId }) => draftId,
    });
    // A person may have approved it in between: then it is a purchase by now.
    return matching.length > 0
      ? matching.map(({ draftId }) => String(draftId))
      : findPurchases(work, request);
  },
  post: async (work, { voucher, contactId }) => {
    const draft = purchaseDraftRequestOf(voucher, { contactId });
    return String((await work.fiken.createPurchaseDraft(draft)).id);
  },
  readBack: async (work, request, { fikenId, attachments }) => {
    const { voucher, contactId } = request;
    const expected = { contactId, attachments };
    const draft = await nullIfDeleted(work.fiken.getPurchaseDraft(fikenId));
    if (draft) {
      const differences = compareVoucherWithPurchaseDraft(voucher, expected, draft);
      return { differences, fikenKind: "purchase_draft", fikenId };
    }
    const approved = await approvedPurchase(work, request);
    if (!approved) return null;
    const differences = compareVoucherWithPurchase(voucher, expected, approved);
    return { differences, fikenKind: "purchase", fikenId: approved.purchaseId };
  },
  pdfOwner: (purchaseDraftId) => ({ purchaseDraftId }),
  approvedOwner: async (work, request) => {
    const approved = await approvedPurchase(work, request);
    return approved && { purchaseId: approved.purchaseId };
  },
};

/**
 * Purchases in Fiken that are this document. The supplier's number on another of the same day that is none of ours
 * stops the transfer.
 */
async function findPurchases(work: TransferWork, request: PurchaseLike): Promise<string[]> {
  const { voucher, contactId } = request;
  const unowned = await standingPurchases(work, request);
  const standing = await withoutApprovedOfOthers(work, request, unowned);
  const matching = standing.filter((found) => matchesPurchase(voucher, contactId, found));
  if (matching.length === 0 && standing[0]) {
    throw new AppError({
      code: "fiken.number_taken",
      details: { number: voucher.identifier, fikenId: standing[0].purchaseId },
    });
  }
  return matching.map(({ purchaseId }) => String(purchaseId));
}

/** A draft that is gone and whose number stands on a purchase was approved, maybe changed by the person who did. */
async function approvedPurchase(
  work: TransferWork,
  request: PurchaseLike,
): Promise<FikenPurchase | null> {
  const { voucher, contactId } = request;
  const standing = await standingPurchases(work, request);
  const matching = standing.find((found) => matchesPurchase(voucher, contactId, found));
  return matching ?? standing[0] ?? null;
}

/**
 * Those with the number that stand for no other document of ours. Fiken finds no purchase by its number: the day's
 * purchases from the supplier are read.
 */
async function standingPurchases(
  work: TransferWork,
  request: PurchaseLike,
): Promise<FikenPurchase[]> {
  const { contactId } = request;
  const { date, identifier } = request.voucher;
  const rows = await scan(
    (page) => work.fiken.listPurchases(page, { date, contactId }),
    (found) => found.kind === "supplier" && !found.deleted && found.identifier === identifier,
  );
  return withoutOthers(work, request, {
    fikenKind: "purchase",
    rows,
    idOf: ({ purchaseId }) => purchaseId,
  });
}
