import { findTransferState } from "@/db/queries/transfer-states";
import type { TransferState } from "@/db/schema/transfers";
import { StillChecking, type TransferWork } from "./context";

const UNDERWAY: readonly (TransferState | null)[] = ["pending", "working", "posted", "checking"];
const LOOK_AGAIN_MS = 10_000;

/**
 * A credit note that hangs on its original in Fiken does not overtake it: an original that some passing trouble
 * delays would look unknown, and one that is reversed before it was read back would look lost. Throws StillChecking
 * while the original is under way.
 */
export async function awaitOriginal(
  { db, installationId, connection, now }: TransferWork,
  rackbeatKey: string,
): Promise<void> {
  const state = await findTransferState(db, {
    ...{ installationId, connectionId: connection.id, rackbeatKey },
    kind: "customer_invoice",
  });
  if (!UNDERWAY.includes(state)) return;
  throw new StillChecking(new Date(now().getTime() + LOOK_AGAIN_MS));
}
