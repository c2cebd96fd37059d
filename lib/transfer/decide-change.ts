import type { Database } from "@/db/client";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import {
  lockStoppedTransfer,
  requeueTransfer,
  type TransferChange,
  updateTransfer,
} from "@/db/queries/transfers";
import type { Problem } from "@/lib/errors/catalog";
import { UNBOOKED } from "./changed-document";
import type { TimelineEvent } from "./timeline";

type Decision = { installationId: string; transferId: string; now?: Date };

/**
 * "Keep what is in Fiken": the change that the user saw in Rackbeat is accepted without touching Fiken. Another
 * change after it is held again. False: there is no such decision to take.
 */
export function keepAsPosted(db: Database, decision: Decision): Promise<boolean> {
  return decide(db, decision, "kept", (problem) => {
    if (problem.code === "document.unbooked_after_transfer") return keep(UNBOOKED);
    if (problem.code !== "document.changed_after_transfer") return null;
    const { seen } = problem.details;
    return seen === null ? null : keep(seen);
  });
}

function keep(seen: string): TransferChange {
  return { contentHash: seen, reverseAskedAt: null };
}

/**
 * "Reverse, and post anew": what stands in Fiken is taken back, and the document posted as it is now; one that is no
 * longer booked is only taken back. False: there is no such decision to take.
 */
export function reverseAndRepost(db: Database, decision: Decision): Promise<boolean> {
  const { now = new Date() } = decision;
  return decide(db, decision, "reverse_requested", ({ code }) =>
    code === "document.unbooked_after_transfer" || code === "document.changed_after_transfer"
      ? { reverseAskedAt: now }
      : null,
  );
}

/** The decision and its line in the timeline are written together; the drain carries it out. */
async function decide(
  db: Database,
  { installationId, transferId, now = new Date() }: Decision,
  event: TimelineEvent,
  changeFor: (problem: Problem) => TransferChange | null,
): Promise<boolean> {
  const key = { installationId, transferId };
  return db.transaction(async (tx) => {
    const stopped = await lockStoppedTransfer(tx, key);
    const change = stopped?.problems.map(changeFor).find((found) => found !== null);
    if (!change || !(await requeueTransfer(tx, { ...key, now }))) return false;
    await updateTransfer(tx, key, change);
    await appendTransferEvents(tx, [{ ...key, at: now, event, details: {} }]);
    return true;
  });
}
