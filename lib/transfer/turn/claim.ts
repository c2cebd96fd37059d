import { renewClaim, type TransferChange, updateClaimedTransfer } from "@/db/queries/transfers";
import { log } from "@/lib/log";
import { ClaimLost, type TransferWork } from "./context";

/** How long the transfer of a drain that died stays taken. */
export const CLAIM_MS = 45_000;

/** Throws ClaimLost where another drain has taken over. Called before each write to Fiken. */
export async function keepClaim(work: TransferWork): Promise<void> {
  if (!(await renew(work))) throw new ClaimLost(`Claim ${work.claim} ran out`);
}

/** The same work, where nothing is sent to Fiken any more once another drain has taken the transfer over. */
export function guardedByClaim(work: TransferWork): TransferWork {
  return { ...work, fiken: work.fiken.guardedBy(() => confirmClaim(work)) };
}

/** Asked when all waiting is over. An answer that comes late may tell of a claim that has run out since. */
async function confirmClaim(work: TransferWork): Promise<void> {
  const asked = work.now();
  await keepClaim(work);
  const tookMs = work.now().getTime() - asked.getTime();
  if (tookMs > CLAIM_MS / 3) throw new ClaimLost(`Claim ${work.claim} was confirmed too late`);
}

/** Writes down what the turn has found out. Throws ClaimLost: a turn that was overtaken writes nothing any more. */
export async function recordProgress(work: TransferWork, change: TransferChange): Promise<void> {
  if (!(await updateClaimedTransfer(work.db, keyOf(work), change))) {
    throw new ClaimLost(`Claim ${work.claim} ran out`);
  }
}

/**
 * Keeps the claim while the turn goes on, for Rackbeat may take a minute to answer and the lane may be busy. Answers
 * what ends it.
 */
export function startClaimHeartbeat(work: TransferWork): () => void {
  const beat = setInterval(() => {
    renew(work).catch((error: unknown) => {
      log.warn({ err: error, transferId: work.transfer.id }, "the claim was not renewed");
    });
  }, CLAIM_MS / 3);
  return () => clearInterval(beat);
}

function renew(work: TransferWork): Promise<boolean> {
  const until = new Date(work.now().getTime() + CLAIM_MS);
  return renewClaim(work.db, { ...keyOf(work), until });
}

function keyOf({ installationId, transfer, claim }: TransferWork) {
  return { installationId, transferId: transfer.id, claim };
}
