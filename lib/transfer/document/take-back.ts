import { findLivePosting } from "@/db/queries/postings";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import { rulesOf } from "@/lib/transfer/form/document-forms";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentRequest } from "@/lib/transfer/turn/document-request";
import { nullIfDeleted } from "@/lib/transfer/turn/null-if-missing";
import { postOnce, type Standing } from "@/lib/transfer/turn/post-once";

type Rules = {
  isGone: (work: TransferWork, id: number) => Promise<boolean>;
  remove: (work: TransferWork, id: number, description: string) => Promise<unknown>;
};

/** What Fiken lets go of again: drafts are deleted, bookings get a reversing entry. What Fiken has issued is credited. */
const REMOVABLE = {
  sale: {
    isGone: async ({ fiken }, id) => (await nullIfDeleted(fiken.getSale(id)))?.deleted ?? true,
    remove: ({ fiken }, id, description) => fiken.deleteSale(id, description),
  },
  purchase: {
    isGone: async ({ fiken }, id) => (await nullIfDeleted(fiken.getPurchase(id)))?.deleted ?? true,
    remove: ({ fiken }, id, description) => fiken.deletePurchase(id, description),
  },
  sale_draft: {
    isGone: async ({ fiken }, id) => (await nullIfDeleted(fiken.getSaleDraft(id))) === null,
    remove: ({ fiken }, id) => fiken.deleteSaleDraft(id),
  },
  purchase_draft: {
    isGone: async ({ fiken }, id) => (await nullIfDeleted(fiken.getPurchaseDraft(id))) === null,
    remove: ({ fiken }, id) => fiken.deletePurchaseDraft(id),
  },
  invoice_draft: {
    isGone: async ({ fiken }, id) => (await nullIfDeleted(fiken.getInvoiceDraft(id))) === null,
    remove: ({ fiken }, id) => fiken.deleteInvoiceDraft(id),
  },
  credit_note_draft: {
    isGone: async ({ fiken }, id) => (await nullIfDeleted(fiken.getCreditNoteDraft(id))) === null,
    remove: ({ fiken }, id) => fiken.deleteCreditNoteDraft(id),
  },
} as const satisfies Record<string, Rules>;

type Target = { kind: keyof typeof REMOVABLE; id: number };

/**
 * Removes from Fiken what stands there of the document, exactly once: a posting of its own. A person who has removed
 * it already has done the work.
 */
export async function takeBack(
  work: TransferWork,
  { request, fikenId }: Standing<DocumentRequest>,
): Promise<Mapped<null>> {
  const key = `${work.transfer.kind}:${request.form}:${fikenId}`;
  const target = await findTarget(work, request, { key, fikenId: Number(fikenId) });
  if (!target.ok) return target;
  if (target.value === "gone") return { ok: true, value: null };
  const description = `Reversert fra Rackbeat: ${request.voucher.number}`;
  await postOnce<Target>(work, {
    kind: "reversal",
    key,
    request: target.value,
    lookUpFirst: false,
    lookUp: async ({ kind, id }) => ((await REMOVABLE[kind].isGone(work, id)) ? [String(id)] : []),
    post: async ({ kind, id }) => {
      await REMOVABLE[kind].remove(work, id, description);
      return String(id);
    },
  });
  return { ok: true, value: null };
}

/** Null: a removal is under way, and goes by its own request. */
async function findTarget(
  work: TransferWork,
  request: DocumentRequest,
  { key, fikenId }: { key: string; fikenId: number },
): Promise<Mapped<Target | "gone" | null>> {
  const { db, installationId, connection } = work;
  const write = { installationId, connectionId: connection.id, kind: "reversal", key };
  if (await findLivePosting(db, write)) return { ok: true, value: null };
  const found = await rulesOf(request).readBack(work, request, { fikenId, attachments: 0 });
  if (!found) return { ok: true, value: "gone" };
  const { fikenKind } = found;
  if (!isRemovable(fikenKind)) {
    const { number } = request.voucher;
    return refused({ code: "document.cannot_be_reversed", details: { number, fikenKind } });
  }
  return { ok: true, value: { kind: fikenKind, id: found.fikenId } };
}

function isRemovable(fikenKind: string): fikenKind is Target["kind"] {
  return fikenKind in REMOVABLE;
}
