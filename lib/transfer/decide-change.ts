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

/**
 * What a person may decide of a document that stands in Fiken otherwise than in Rackbeat. One that cannot be read now
 * cannot be kept, for another change after it would not be seen; what Fiken does not let go of cannot be reversed.
 */
export function decisionsOf(problems: readonly Problem[]): ("keep" | "reverse")[] {
  const change = problems.find(isChange);
  if (!change) return [];
  const isStuck = problems.some(({ code }) => code === "document.cannot_be_reversed");
  return [...(keepOf(change) ? ["keep" as const] : []), ...(isStuck ? [] : ["reverse" as const])];
}

type Decision = { installationId: string; transferId: string; now?: Date };

/**
 * "Keep what is in Fiken": the change that the user saw in Rackbeat is accepted without touching Fiken. Another
 * change after it is held again. False: there is no such decision to take.
 */
export function keepAsPosted(db: Database, decision: Decision): Promise<boolean> {
  return decide(db, decision, "kept", keepOf);
}

/** Null: it is no change, or one that cannot be kept. */
function keepOf(problem: Problem): TransferChange | null {
  if (problem.code === "document.unbooked_after_transfer") return keep(UNBOOKED);
  if (problem.code !== "document.changed_after_transfer") return null;
  const { seen } = problem.details;
  return seen === null ? null : keep(seen);
}

function isChange({ code }: Problem): boolean {
  return code === "document.unbooked_after_transfer" || code === "document.changed_after_transfer";
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
  return decide(db, decision, "reverse_requested", (problem) =>
    isChange(problem) ? { reverseAskedAt: now } : null,
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
