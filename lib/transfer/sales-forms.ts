import type { Difference } from "@/lib/bookkeeping/difference";
import {
  compareVoucherWithInvoice,
  compareVoucherWithInvoiceDraft,
  compareVoucherWithSale,
  compareVoucherWithSaleDraft,
  matchesSale,
  matchesSaleDraft,
} from "@/lib/bookkeeping/ledger-comparison";
import { saleDraftRequestOf } from "@/lib/bookkeeping/sale-draft-request";
import { saleRequestOf } from "@/lib/bookkeeping/sale-request";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher";
import { AppError } from "@/lib/errors/app-error";
import type { AttachmentOwner } from "@/lib/fiken/attachments";
import type { FikenInvoiceDraftRequest } from "@/lib/fiken/schemas/invoice-drafts";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import { CallFailure } from "@/lib/http/call-failure";
import type { TransferWork } from "./context";

/** What a sales invoice becomes in Fiken, as the company's settings say. */
export type SalesForm = "sale" | "sale_draft" | "invoice_draft";

/** Stored with the posting's intent: all that later look-ups and the read-back compare with. */
export type SalesRequest = {
  form: SalesForm;
  /** Fiken issues what we drafted, at once. */
  issue: boolean;
  contactId: number;
  voucher: SalesVoucher;
  /** Of Rackbeat's document as it was sent. */
  fingerprint: string;
  /** Only where Fiken issues the invoice: its lines are Rackbeat's own, not the voucher's. */
  invoiceDraft: FikenInvoiceDraftRequest | null;
};

export type ReadBack = { differences: Difference[]; fikenKind: string; fikenId: number };

type FormRules = {
  lookUp: (work: TransferWork, request: SalesRequest) => Promise<string[]>;
  post: (work: TransferWork, request: SalesRequest) => Promise<string>;
  /** Null: not there any more. */
  readBack: (
    work: TransferWork,
    request: SalesRequest,
    expected: { fikenId: number; attachments: number },
  ) => Promise<ReadBack | null>;
  /** What Rackbeat's PDF hangs on; null where Fiken makes the PDF itself. */
  pdfOwner: ((fikenId: number) => AttachmentOwner) | null;
  /** The sale that a person has made of the draft; null where there is none. */
  approvedAs?: (work: TransferWork, request: SalesRequest) => Promise<FikenSale | null>;
};

const sale: FormRules = {
  lookUp: findSales,
  post: async (work, { voucher, contactId }) => {
    const { id } = await work.fiken.createSale(saleRequestOf(voucher, { contactId }));
    return String(id);
  },
  readBack: async (work, { voucher, contactId }, { fikenId, attachments }) => {
    const found = await nullIfGone(work.fiken.getSale(fikenId));
    // Fiken lists a sale that was deleted, and its reversal with it: it does not stand any more.
    if (!found || found.deleted) return null;
    const differences = compareVoucherWithSale(voucher, { contactId, attachments }, found);
    return { differences, fikenKind: "sale", fikenId };
  },
  pdfOwner: (saleId) => ({ saleId }),
};

const saleDraft: FormRules = {
  lookUp: async (work, request) => {
    const drafts = [];
    for (let page: number | null = 0; page !== null; ) {
      const answer: Awaited<ReturnType<typeof work.fiken.listSaleDrafts>> =
        await work.fiken.listSaleDrafts(page);
      drafts.push(...answer.items);
      page = answer.nextPage;
    }
    const matching = drafts.filter((draft) =>
      matchesSaleDraft(request.voucher, request.contactId, draft),
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
    const draft = await nullIfGone(work.fiken.getSaleDraft(fikenId));
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
  approvedAs: approvedSale,
};

const invoiceDraft: FormRules = {
  lookUp: async (work, { invoiceDraft: body }) => {
    const uuid = requireUuid(body);
    const drafts = await work.fiken.findInvoiceDrafts(uuid);
    return drafts.map(({ draftId }) => String(draftId));
  },
  post: async (work, { invoiceDraft: body }) => {
    if (!body) throw new Error("An invoice draft was posted without its body");
    return String((await work.fiken.createInvoiceDraft(body)).id);
  },
  readBack: async (work, { voucher, contactId, issue, invoiceDraft: body }, { fikenId }) => {
    const expected = { contactId, attachments: 0 };
    // An issued draft is gone; one that a person has issued as well.
    const draft = issue ? null : await nullIfGone(work.fiken.getInvoiceDraft(fikenId));
    if (draft) {
      const differences = compareVoucherWithInvoiceDraft(voucher, expected, draft);
      return { differences, fikenKind: "invoice_draft", fikenId };
    }
    const [issued] = await work.fiken.findInvoices(requireUuid(body));
    if (!issued) return null;
    const differences = compareVoucherWithInvoice(voucher, expected, issued);
    return { differences, fikenKind: "invoice", fikenId: issued.invoiceId };
  },
  pdfOwner: null,
};

export const SALES_FORMS: Record<SalesForm, FormRules> = {
  sale,
  sale_draft: saleDraft,
  invoice_draft: invoiceDraft,
};

/**
 * Sales in Fiken that are this document. Its number on a sale that is not this document stops the transfer: a
 * person entered it, or another series has the same number.
 */
async function findSales(work: TransferWork, request: SalesRequest): Promise<string[]> {
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
  { voucher, contactId }: SalesRequest,
): Promise<FikenSale | null> {
  const standing = await standingSales(work, voucher);
  return standing.find((found) => matchesSale(voucher, contactId, found)) ?? standing[0] ?? null;
}

async function standingSales(work: TransferWork, { number }: SalesVoucher): Promise<FikenSale[]> {
  const found = await work.fiken.findSales(number);
  return found.filter(({ kind, deleted }) => kind === "external_invoice" && !deleted);
}

function requireUuid(body: FikenInvoiceDraftRequest | null): string {
  if (!body?.uuid) throw new Error("An invoice draft of ours has its uuid");
  return body.uuid;
}

/** A draft that was approved, issued or deleted answers 404. */
async function nullIfGone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallFailure && error.status === 404) return null;
    throw error;
  }
}
