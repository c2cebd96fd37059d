import type { Database } from "@/db/client";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import {
  lockStoppedTransfer,
  requeueTransfer,
  type TransferChange,
  updateTransfer,
} from "@/db/queries/transfers";
import { DELETED, UNBOOKED } from "@/lib/bookkeeping/document/fingerprint";
import type { Problem } from "@/lib/errors/catalog";
import type { TimelineEvent } from "@/lib/transfer/turn/timeline";

/**
 * What a person may decide of a document that stands in Fiken otherwise than in Rackbeat. What Fiken does not let go
 * of cannot be reversed.
 */
export function decisionsOf(problems: readonly Problem[]): ("keep" | "reverse")[] {
  const change = problems.find(isChange);
  if (!change) return [];
  const isStuck = problems.some(({ code }) => code === "document.cannot_be_reversed");
  return [...(keepOf(change) ? ["keep" as const] : []), ...(isStuck ? [] : ["reverse" as const])];
}

type Decision = { installationId: string; transferId: string; now?: Date };
/** What becomes of the transfer, and how its timeline tells it. */
type Decided = { change: TransferChange; event: TimelineEvent };

/**
 * "Keep what is in Fiken": the change that the user saw in Rackbeat is accepted without touching Fiken. Another
 * change after it is held again. False: there is no such decision to take.
 */
export function keepAsPosted(db: Database, decision: Decision): Promise<boolean> {
  return decide(db, decision, keepOf);
}

/** Null: it is no change, or it was stored before what was seen of it was. */
function keepOf(problem: Problem): Decided | null {
  switch (problem.code) {
    case "document.unbooked_after_transfer":
      return keep(UNBOOKED, "kept");
    case "document.deleted_after_transfer":
      return keep(DELETED, "kept_deleted");
    case "document.changed_after_transfer":
      return problem.details.seen === null ? null : keep(problem.details.seen, "kept");
    default:
      return null;
  }
}

function isChange({ code }: Problem): boolean {
  return (
    code === "document.unbooked_after_transfer" ||
    code === "document.deleted_after_transfer" ||
    code === "document.changed_after_transfer"
  );
}

function keep(seen: string, event: TimelineEvent): Decided {
  return { change: { contentHash: seen, reverseAskedAt: null }, event };
}

/**
 * "Reverse, and post anew": what stands in Fiken is taken back, and the document posted as it is now; one that is no
 * longer booked, or no longer there, is only taken back. False: there is no such decision to take.
 */
export function reverseAndRepost(db: Database, decision: Decision): Promise<boolean> {
  const { now = new Date() } = decision;
  const asked: Decided = { change: { reverseAskedAt: now }, event: "reverse_requested" };
  return decide(db, decision, (problem) => (isChange(problem) ? asked : null));
}

/** The decision and its line in the timeline are written together; the drain carries it out. */
async function decide(
  db: Database,
  { installationId, transferId, now = new Date() }: Decision,
  decidedOn: (problem: Problem) => Decided | null,
): Promise<boolean> {
  const key = { installationId, transferId };
  return db.transaction(async (tx) => {
    const stopped = await lockStoppedTransfer(tx, key);
    const decided = stopped?.problems.map(decidedOn).find((found) => found !== null);
    if (!decided || !(await requeueTransfer(tx, { ...key, now }))) return false;
    const { change, event } = decided;
    await updateTransfer(tx, key, change);
    await appendTransferEvents(tx, [{ ...key, at: now, event, details: {} }]);
    return true;
  });
}
