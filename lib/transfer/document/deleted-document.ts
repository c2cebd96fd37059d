import { listTransferEvents } from "@/db/queries/transfer-events";
import type { TransferEvent } from "@/db/schema/transfer-events";
import { DELETED, UNBOOKED } from "@/lib/bookkeeping/document/fingerprint";
import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentRequest } from "@/lib/transfer/turn/document-request";
import { type Outcome, stopped } from "@/lib/transfer/turn/outcome";
import type { Standing } from "@/lib/transfer/turn/post-once";
import { reverse } from "./changed-document";
import { verifyDocument } from "./verify-document";

/** Rackbeat does not know the document itself, whatever else of it is gone. */
export function isDocumentGone(error: unknown, { kind, rackbeatKey }: TransferWork["transfer"]) {
  if (!(error instanceof AppError) || error.problem.code !== "rackbeat.not_found") return false;
  const { details } = error.problem;
  return details.kind === kind && details.number === rackbeatKey;
}

/**
 * Whether the last that was known of a document that is gone is that it was booked: as it was read, or as Rackbeat told
 * of it before it could be read.
 */
export async function isKnownAsBooked(work: TransferWork): Promise<boolean> {
  const { db, installationId, transfer } = work;
  if (transfer.bookedAt !== null) return true;
  const events = await listTransferEvents(db, { installationId, transferId: transfer.id });
  const last = events.findLast(({ event, details }) => event === "excluded" || isBooking(details));
  return last !== undefined && last.event !== "excluded";
}

function isBooking(details: TransferEvent["details"]): boolean {
  return typeof details.event === "string" && details.event.endsWith("_invoice.booked");
}

/** Kept although it is gone in Rackbeat, and read back before: nothing is left to ask anybody. */
export function isKeptAtRest({ transfer }: TransferWork): boolean {
  const { verifiedAt, reverseAskedAt } = transfer;
  return isKept(transfer) && verifiedAt !== null && reverseAskedAt === null;
}

/**
 * A document that stands in Fiken and is not in Rackbeat any more: nobody but the user knows whether it should have
 * been. Held, until they keep it or have it reversed.
 */
export async function settleDeletion(
  work: TransferWork,
  standing: Standing<DocumentRequest>,
): Promise<Outcome> {
  const { number } = standing.request.voucher;
  const deleted: Problem = { code: "document.deleted_after_transfer", details: { number } };
  if (work.transfer.reverseAskedAt) {
    const problem = await reverse(work, standing);
    return problem ? stopped([deleted, problem]) : { state: "excluded", reason: "deleted" };
  }
  if (!isKept(work.transfer)) return stopped([deleted]);
  // Whether it came with a PDF, Rackbeat can no longer be asked.
  return verifyDocument(work, standing, { attachments: 0 });
}

/** Who kept it as a draft keeps it as nothing. */
function isKept({ contentHash }: TransferWork["transfer"]): boolean {
  return contentHash === DELETED || contentHash === UNBOOKED;
}
