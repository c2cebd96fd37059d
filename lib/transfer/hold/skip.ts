import type { Database } from "@/db/client";
import { requeueSkipped, skipStopped } from "@/db/queries/skipped-transfers";
import { appendTransferEvents } from "@/db/queries/transfer-events";

type TransferKey = { installationId: string; transferId: string };

/**
 * "Skip": a person has seen to it otherwise. What Rackbeat tells of it later changes nothing, until the person takes
 * it back. False: there is no such transfer, or it waits for nobody.
 */
export async function skipTransfer(
  db: Database,
  { reason, now = new Date(), ...key }: TransferKey & { reason: string; now?: Date },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await skipStopped(tx, key))) return false;
    await appendTransferEvents(tx, [{ ...key, at: now, event: "skipped", details: { reason } }]);
    return true;
  });
}

/** "Transfer it after all": back in line as it is now in Rackbeat. False: it was not skipped. */
export async function takeBackSkip(
  db: Database,
  { now = new Date(), ...key }: TransferKey & { now?: Date },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await requeueSkipped(tx, { ...key, now }))) return false;
    await appendTransferEvents(tx, [{ ...key, at: now, event: "skip_taken_back", details: {} }]);
    return true;
  });
}
