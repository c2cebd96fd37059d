import { and, asc, count, eq, inArray, isNull, lte, min, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type EntityKind, type Transfer, transfers } from "@/db/schema/transfers";

type Connected = { installationId: string; connectionId: string };

/** `requests`: as counted when it was listed; a later delivery raises it. */
export type WaitingTransfer = Pick<Transfer, "rackbeatKey" | "requests">;

/** What waits for its first turn and is due, in the order in which it will be claimed. */
export async function listWaitingTransfers(
  db: Database,
  { kind, now, limit, ...connected }: Connected & { kind: EntityKind; now: Date; limit: number },
): Promise<WaitingTransfer[]> {
  return db
    .select({ rackbeatKey: transfers.rackbeatKey, requests: transfers.requests })
    .from(transfers)
    .where(
      and(
        isOf(connected),
        eq(transfers.kind, kind),
        eq(transfers.state, "pending"),
        lte(transfers.dueAt, now),
      ),
    )
    .orderBy(
      sql`coalesce(${transfers.bookedAt}, ${transfers.requestedAt})`,
      asc(transfers.createdAt),
      asc(transfers.id),
    )
    .limit(limit);
}

/** Posted with all that belongs to it, and set aside to be read back together with others. */
export async function countUnverified(
  db: Database,
  connected: Connected,
): Promise<{ count: number; oldest: Date | null }> {
  const [row] = await db
    .select({ count: count(), oldest: min(transfers.postedAt) })
    .from(transfers)
    .where(isSetAside(connected));
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

/** Takes up to `limit` of them that are due, under one claim. */
export async function claimUnverified(
  db: Database,
  {
    claim,
    now,
    leaseMs,
    limit,
    ...connected
  }: Connected & { claim: string; now: Date; leaseMs: number; limit: number },
): Promise<Transfer[]> {
  const due = db.$with("due").as(
    db
      .select({ id: transfers.id })
      .from(transfers)
      .where(and(isSetAside(connected), lte(transfers.dueAt, now)))
      .orderBy(asc(transfers.postedAt), asc(transfers.id))
      .limit(limit)
      .for("update", { skipLocked: true }),
  );
  return db
    .with(due)
    .update(transfers)
    .set({ claim, dueAt: new Date(now.getTime() + leaseMs) })
    .where(inArray(transfers.id, db.select({ id: due.id }).from(due)))
    .returning();
}

/** A turn that ended early keeps its claim, so without one its steps are all done. */
function isSetAside(connected: Connected) {
  return and(isOf(connected), eq(transfers.state, "posted"), isNull(transfers.claim));
}

function isOf({ installationId, connectionId }: Connected) {
  return and(
    eq(transfers.installationId, installationId),
    eq(transfers.connectionId, connectionId),
  );
}
