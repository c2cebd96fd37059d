import { and, eq } from "drizzle-orm";
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
