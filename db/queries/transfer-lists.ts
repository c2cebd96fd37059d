import { and, count, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type EntityKind,
  type Transfer,
  type TransferState,
  transfers,
} from "@/db/schema/transfers";
import { isOfActiveConnection } from "./connections";

type Entity = {
  installationId: string;
  connectionId: string;
  kind: EntityKind;
  rackbeatKey: string;
};

const UNFINISHED: TransferState[] = ["pending", "working", "posted", "checking", "held", "failed"];

/** Newest first. */
export async function listTransfers(
  db: Database,
  { installationId, limit = 50 }: { installationId: string; limit?: number },
): Promise<Transfer[]> {
  return db
    .select()
    .from(transfers)
    .where(eq(transfers.installationId, installationId))
    .orderBy(desc(transfers.requestedAt), desc(transfers.id))
    .limit(limit);
}

/** All of them: for what is looked at now and then, not for what is asked every few seconds. */
export async function countTransfersByState(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Partial<Record<TransferState, number>>> {
  const rows = await db
    .select({ state: transfers.state, count: count() })
    .from(transfers)
    .where(eq(transfers.installationId, installationId))
    .groupBy(transfers.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** What is on its way to the connected company, or waits, by state: few rows, however many there are at all. */
export async function countOpenTransfers(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Partial<Record<TransferState, number>>> {
  const rows = await db
    .select({ state: transfers.state, count: count() })
    .from(transfers)
    .where(
      and(
        eq(transfers.installationId, installationId),
        isOfActiveConnection(transfers),
        inArray(transfers.state, UNFINISHED),
      ),
    )
    .groupBy(transfers.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

/** Of these Rackbeat keys: when each was last asked for. Keys without a transfer are left out. */
export async function listRequestedKeys(
  db: Database,
  {
    installationId,
    connectionId,
    kind,
    keys,
  }: Omit<Entity, "rackbeatKey"> & { keys: readonly string[] },
): Promise<Map<string, Date>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({ rackbeatKey: transfers.rackbeatKey, requestedAt: transfers.requestedAt })
    .from(transfers)
    .where(
      and(
        eq(transfers.installationId, installationId),
        eq(transfers.connectionId, connectionId),
        eq(transfers.kind, kind),
        inArray(transfers.rackbeatKey, [...keys]),
      ),
    );
  return new Map(rows.map(({ rackbeatKey, requestedAt }) => [rackbeatKey, requestedAt]));
}
