import { isSiblingClaimed } from "@/db/queries/transfer-states";
import type { EntityKind } from "@/db/schema/transfers";
import { StillWaiting, type TransferWork } from "@/lib/transfer/turn/context";

/** What writes the same product in Fiken. */
const WRITERS = ["product", "lot", "stock_level"] as const satisfies EntityKind[];

/** Two that have met look again at different times. */
const STOCK_WAITS_MS = 3_000;
const ITEM_WAITS_MS = 1_000;

/**
 * A PUT replaces the whole product, so what is read for it must not change until it is written: an item and its
 * stock are worked on one after the other, whichever drains have them. Called with the transfer claimed and before
 * anything is read. Throws StillWaiting where the other one is under work.
 */
export async function takeItemTurn({
  db,
  installationId,
  connection,
  transfer,
  now,
}: TransferWork): Promise<void> {
  const { id: transferId, kind, rackbeatKey } = transfer;
  const isOther = await isSiblingClaimed(db, {
    ...{ installationId, connectionId: connection.id, transferId, rackbeatKey },
    ...{ kinds: WRITERS, now: now() },
  });
  if (!isOther) return;
  const waitMs = kind === "stock_level" ? STOCK_WAITS_MS : ITEM_WAITS_MS;
  throw new StillWaiting(null, new Date(now().getTime() + waitMs));
}
