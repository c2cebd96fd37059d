import {
  compareVoucherWithSale,
  compareVoucherWithSaleDraft,
  matchesSale,
  matchesSaleDraft,
} from "@/lib/bookkeeping/comparison/ledger-comparison";
import { saleDraftRequestOf } from "@/lib/bookkeeping/request/sale-draft-request";
import { saleRequestOf } from "@/lib/bookkeeping/request/sale-request";
import { creditNoteTextOf } from "@/lib/bookkeeping/voucher/credit-note-text";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import { AppError } from "@/lib/errors/app-error";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { RequestOf } from "@/lib/transfer/turn/document-request";
import { nullIfDeleted } from "@/lib/transfer/turn/null-if-missing";
import { type FormRules, scan } from "./form-rules";
import { isSurelyNotInLedger } from "./ledger-look-up";

type SaleLike = RequestOf<"sale" | "sale_draft">;

/** A document that Rackbeat has numbered; a credit note is one of negative amounts. */
export const saleForm: FormRules<RequestOf<"sale">> = {
  lookUp: findSales,
  isSurelyAbsent: (work, { voucher }) => isSurelyNotInLedger(work, "customer_invoice", voucher),
  post: async (work, { voucher, contactId }) => {
    const { id } = await work.fiken.createSale(saleRequestOf(voucher, { contactId }));
    work.known.ledgers.customer_invoice.note({ id, ...voucher });
    return String(id);
  },
  readBack: async (work, { voucher, contactId }, { fikenId, attachments }) => {
    const found = await nullIfDeleted(work.fiken.getSale(fikenId));
    // Fiken lists a sale that was deleted, and its reversal with it: it does not stand any more.
    if (!found || found.deleted) return null;
    const differences = compareVoucherWithSale(voucher, { contactId, attachments }, found);
    return { differences, fikenKind: "sale", fikenId };
  },
  pdfOwner: (saleId) => ({ saleId }),
};

/** The same for a person to approve in Fiken. */
export const saleDraftForm: FormRules<RequestOf<"sale_draft">> = {
  lookUp: async (work, request) => {
    const { voucher, contactId } = request;
    const matching = await scan(work.fiken.listSaleDrafts, (draft) =>
      matchesSaleDraft(voucher, contactId, draft),
    );
    // A person may have approved it in between: then it is a sale by now.
    return matching.length > 0
      ? matching.map(({ draftId }) => String(draftId))
      : findSales(work, request);
  },
  post: async (work, { voucher, contactId }) => {
    const { id } = await work.fiken.createSaleDraft(saleDraftRequestOf(voucher, { contactId }));
    return String(id);
  },
  readBack: async (work, request, { fikenId, attachments }) => {
    const { voucher, contactId } = request;
    const draft = await nullIfDeleted(work.fiken.getSaleDraft(fikenId));
    if (draft) {
      const differences = compareVoucherWithSaleDraft(voucher, { contactId, attachments }, draft);
      return { differences, fikenKind: "sale_draft", fikenId };
    }
    const approved = await approvedSale(work, request);
    if (!approved) return null;
    const differences = compareVoucherWithSale(voucher, { contactId, attachments }, approved);
    return { differences, fikenKind: "sale", fikenId: approved.saleId };
  },
  pdfOwner: (saleDraftId) => ({ saleDraftId }),
  approvedOwner: async (work, request) => {
    const approved = await approvedSale(work, request);
    return approved && { saleId: approved.saleId };
  },
};

/** A credit note that takes back the whole of a sale of ours: Fiken makes the reversing entry, on a day of its own. */
export const saleReversalForm: FormRules<RequestOf<"sale_reversal">> = {
  lookUp: async (work, { saleId }) => ((await isReversed(work, saleId)) ? [String(saleId)] : []),
  post: async (work, { saleId, voucher }) => {
    await work.fiken.deleteSale(saleId, creditNoteTextOf(voucher));
    return String(saleId);
  },
  readBack: async (work, { saleId }) =>
    (await isReversed(work, saleId))
      ? { differences: [], fikenKind: "sale_reversal", fikenId: saleId }
      : null,
  pdfOwner: null,
};

async function isReversed(work: TransferWork, saleId: number): Promise<boolean> {
  return (await work.fiken.getSale(saleId)).deleted;
}

/**
 * Sales in Fiken that are this document. Its number on a sale that is not this document stops the transfer: a
 * person entered it, or another series has the same number.
 */
async function findSales(work: TransferWork, request: SaleLike): Promise<string[]> {
  const { voucher } = request;
  const standing = await standingSales(work, voucher);
  const matching = standing.filter((found) => matchesSale(voucher, request.contactId, found));
  if (matching.length === 0 && standing[0]) {
    throw new AppError({
      code: "fiken.number_taken",
      details: { number: voucher.number, fikenId: standing[0].saleId },
    });
  }
  return matching.map(({ saleId }) => String(saleId));
}

/** A draft that is gone and whose number stands on a sale was approved, maybe changed by the person who did. */
async function approvedSale(
  work: TransferWork,
  { voucher, contactId }: SaleLike,
): Promise<FikenSale | null> {
  const standing = await standingSales(work, voucher);
  return standing.find((found) => matchesSale(voucher, contactId, found)) ?? standing[0] ?? null;
}

async function standingSales(work: TransferWork, { number }: SalesVoucher): Promise<FikenSale[]> {
  const found = await work.fiken.findSales(number);
  return found.filter(({ kind, deleted }) => kind === "external_invoice" && !deleted);
}
