import { markReversed } from "@/db/queries/postings";
import { UNBOOKED, unreadFingerprintOf } from "@/lib/bookkeeping/document/fingerprint";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import { changedFieldsOf } from "@/lib/bookkeeping/voucher/changed-fields";
import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";
import { fromMinor, toMinor } from "@/lib/money";
import { recordProgress } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { DOCUMENT_POSTINGS, type DocumentRequest } from "@/lib/transfer/turn/document-request";
import type { Standing } from "@/lib/transfer/turn/post-once";
import { tell } from "@/lib/transfer/turn/timeline";
import { takeBack } from "./take-back";

/** How the document looks now, compared with what was sent or what the user has kept. */
export function seenOf(
  { is_booked }: RackbeatDocument,
  fingerprint: Mapped<string>,
): Mapped<string> {
  return is_booked ? fingerprint : { ok: true, value: UNBOOKED };
}

export function isAsSent(
  { transfer }: TransferWork,
  { request }: Standing<DocumentRequest>,
  document: RackbeatDocument,
  seen: Mapped<string>,
): boolean {
  return [request.fingerprint, transfer.contentHash].includes(valueSeen(document, seen));
}

/** One that cannot be read can be kept as well: by all that it is. */
export function valueSeen(document: RackbeatDocument, seen: Mapped<string>): string {
  return seen.ok ? seen.value : unreadFingerprintOf(document);
}

/** What the user decides on; it carries what was seen, so that nothing else is kept than what they saw. */
export function changeOf(
  document: RackbeatDocument,
  { request }: Standing<DocumentRequest>,
  seen: Mapped<string>,
): Problem {
  const { voucher } = request;
  const { number, invoice_date, currency, total_total, is_booked } = document;
  if (!is_booked) return { code: "document.unbooked_after_transfer", details: { number } };
  const before = `${voucher.date} ${voucher.currency} ${fromMinor(Math.abs(voucher.grossMinor))}`;
  const totalMinor = Math.abs(toMinor(total_total));
  const after = `${invoice_date ?? "–"} ${currency} ${fromMinor(totalMinor)}`;
  const numberFields = "numberFields" in request ? request.numberFields : [];
  const what = changedFieldsOf(voucher, document, { numberFields }).join(", ");
  const details = { before, after, what, seen: valueSeen(document, seen) };
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
