import { and, eq, gt, inArray, isNotNull, ne } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type EntityKind, type TransferState, transfers } from "@/db/schema/transfers";

/** How the transfer of an entity stands; null where there is none. */
export async function findTransferState(
  db: Database,
  {
    installationId,
    connectionId,
    kind,
    rackbeatKey,
  }: { installationId: string; connectionId: string; kind: EntityKind; rackbeatKey: string },
): Promise<TransferState | null> {
  const [found] = await db
    .select({ state: transfers.state })
    .from(transfers)
    .where(
      and(
        eq(transfers.installationId, installationId),
        eq(transfers.connectionId, connectionId),
        eq(transfers.kind, kind),
        eq(transfers.rackbeatKey, rackbeatKey),
      ),
    );
  return found?.state ?? null;
}

/** Whether another of these kinds with the same key is being worked on, by whichever drain. */
export async function isSiblingClaimed(
  db: Database,
  {
    installationId,
    connectionId,
    transferId,
    kinds,
    rackbeatKey,
    now,
  }: {
    installationId: string;
    connectionId: string;
    transferId: string;
    kinds: readonly EntityKind[];
    rackbeatKey: string;
    now: Date;
  },
): Promise<boolean> {
  const [claimed] = await db
    .select({ id: transfers.id })
    .from(transfers)
    .where(
      and(
        eq(transfers.installationId, installationId),
        eq(transfers.connectionId, connectionId),
        inArray(transfers.kind, [...kinds]),
        eq(transfers.rackbeatKey, rackbeatKey),
        ne(transfers.id, transferId),
        isNotNull(transfers.claim),
        gt(transfers.dueAt, now),
      ),
    )
    .limit(1);
  return claimed !== undefined;
}
