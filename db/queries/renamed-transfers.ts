import { and, eq, inArray, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { type EntityKind, transfers } from "@/db/schema/transfers";

/** What Rackbeat has renamed keeps its transfers, with their history, unless the new key has its own already. */
export async function renameTransfers(
  db: Database,
  {
    installationId,
    connectionId,
    kinds,
    previousKey,
    rackbeatKey,
  }: {
    installationId: string;
    connectionId: string;
    kinds: readonly EntityKind[];
    previousKey: string;
    rackbeatKey: string;
  },
): Promise<void> {
  const taken = alias(transfers, "taken");
  await db
    .update(transfers)
    .set({ rackbeatKey })
    .where(
      and(
        eq(transfers.installationId, installationId),
        eq(transfers.connectionId, connectionId),
        inArray(transfers.kind, [...kinds]),
        eq(transfers.rackbeatKey, previousKey),
        notExists(
          db
            .select({ id: taken.id })
            .from(taken)
            .where(
              and(
                eq(taken.connectionId, connectionId),
                eq(taken.kind, transfers.kind),
                eq(taken.rackbeatKey, rackbeatKey),
              ),
            ),
        ),
      ),
    );
}
