import { markReversed } from "@/db/queries/postings";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import { changedFieldsOf } from "@/lib/bookkeeping/voucher/changed-fields";
import { isUnchanged, type Seen, valueSeen } from "@/lib/bookkeeping/voucher/unchanged";
import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";
import { fromMinor, toMinor } from "@/lib/money";
import { recordProgress } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { DOCUMENT_POSTINGS, type DocumentRequest } from "@/lib/transfer/turn/document-request";
import type { Standing } from "@/lib/transfer/turn/post-once";
import { tell } from "@/lib/transfer/turn/timeline";
import { takeBack } from "./take-back";

/** As it was sent, or as the user has kept it. */
export function isAsSent(
  { transfer: { contentHash } }: TransferWork,
  { fingerprint, voucher }: DocumentRequest,
  seen: Seen,
): boolean {
  const isSince = (stored: string) => isUnchanged(stored, seen, voucher);
  return isSince(fingerprint) || (contentHash !== null && isSince(contentHash));
}

/** Verified before, and no different since: Fiken is not asked at all. */
export function isSettled({ transfer }: TransferWork, sent: DocumentRequest, seen: Seen): boolean {
  const { verifiedAt, reverseAskedAt, contentHash } = transfer;
  if (verifiedAt === null || reverseAskedAt !== null || contentHash === null) return false;
  return isUnchanged(contentHash, seen, sent.voucher);
}

/** What the user decides on; it carries what was seen, so that nothing else is kept than what they saw. */
export function changeOf({ request }: Standing<DocumentRequest>, seen: Seen): Problem {
  const { document } = seen;
  const { voucher } = request;
  const { number, invoice_date, currency, total_total, is_booked } = document;
  if (!is_booked) return { code: "document.unbooked_after_transfer", details: { number } };
  const before = `${voucher.date} ${voucher.currency} ${fromMinor(Math.abs(voucher.grossMinor))}`;
  const totalMinor = Math.abs(toMinor(total_total));
  const after = `${invoice_date ?? "–"} ${currency} ${fromMinor(totalMinor)}`;
  const numberFields = "numberFields" in request ? request.numberFields : [];
  const what = changedFieldsOf(voucher, document, { numberFields }).join(", ");
  const details = { before, after, what, seen: valueSeen(seen) };
  return { code: "document.changed_after_transfer", details };
}

/**
 * Takes the document back in Fiken at the user's wish, and frees its place for a new posting. Answers why that cannot
 * be: then the wish is answered, and the user decides again.
 */
export async function reverse(
  work: TransferWork,
  standing: Standing<DocumentRequest>,
): Promise<Problem | null> {
  const taken = await takeBack(work, standing).catch(refusalOf);
  if (!taken.ok) {
    await recordProgress(work, { reverseAskedAt: null });
    return taken.problems[0];
  }
  const { db, installationId, transfer, now } = work;
  await db.transaction(async (tx) => {
    const postings = { installationId, transferId: transfer.id, kinds: DOCUMENT_POSTINGS };
    await markReversed(tx, { ...postings, now: now() });
    await recordProgress(
      { ...work, db: tx },
      {
        ...{ reverseAskedAt: null, contentHash: null, verifiedAt: null },
        ...{ postedAt: null, fikenKind: null, fikenId: null },
      },
    );
    await tell({ ...work, db: tx }, "reversed", { fikenId: standing.fikenId });
  });
  return null;
}

function refusalOf(error: unknown): Mapped<never> {
  if (error instanceof AppError && error.retry === "after-fix") return refused(error.problem);
  throw error;
}
