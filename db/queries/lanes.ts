import { and, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Grant, grants } from "@/db/schema/grants";
import type { GrantKey } from "./grants";

/*
 * All moments are the database's, so that processes whose clocks differ agree on who holds the lane. The clock and not
 * `now()`, which stands still within a transaction.
 */
const CLOCK = sql`clock_timestamp()`;

/** `holder` is a new random id per acquisition: it tells one request's lease from another's. */
type Lease = GrantKey & { holder: string };

/**
 * Takes the lane for one request: it must be free (or its lease run out) and the pace must allow a start.
 *
 * @param ttlMs after which the lease runs out when its holder died; longer than a request may take
 * @param intervalMs until the next request may start, whoever sends it
 * @returns the grant, or when it is worth asking again
 */
export async function acquireLane(
  db: Database,
  {
    installationId,
    grantId,
    holder,
    ttlMs,
    intervalMs,
  }: Lease & { ttlMs: number; intervalMs: number },
): Promise<Grant | { retryInMs: number }> {
  const [grant] = await db
    .update(grants)
    .set({ laneHolder: holder, laneUntil: inFuture(ttlMs), laneNextAt: inFuture(intervalMs) })
    .where(
      and(
        isGrant({ installationId, grantId }),
        or(isNull(grants.laneHolder), lte(grants.laneUntil, CLOCK)),
        lte(grants.laneNextAt, CLOCK),
      ),
    )
    .returning();
  return grant ?? { retryInMs: await waitingTime(db, { installationId, grantId }, intervalMs) };
}

/** More time for a holder at work. False: the lease is somebody else's by now, so nothing may be sent. */
export async function renewLane(
  db: Database,
  { installationId, grantId, holder, ttlMs }: Lease & { ttlMs: number },
): Promise<boolean> {
  const renewed = await db
    .update(grants)
    .set({ laneUntil: inFuture(ttlMs) })
    .where(and(isGrant({ installationId, grantId }), eq(grants.laneHolder, holder)))
    .returning({ id: grants.id });
  return renewed.length > 0;
}

/**
 * Gives the lane back. False: the holder had lost it, so two requests may have been in flight.
 *
 * @param pauseMs for which nobody may start a request: Fiken has said that it is too fast
 */
export async function releaseLane(
  db: Database,
  { installationId, grantId, holder, pauseMs = 0 }: Lease & { pauseMs?: number },
): Promise<boolean> {
  const laneNextAt = sql`greatest(${grants.laneNextAt}, ${inFuture(pauseMs)})`;
  const released = await db
    .update(grants)
    .set({ laneHolder: null, laneUntil: null, ...(pauseMs > 0 ? { laneNextAt } : {}) })
    .where(and(isGrant({ installationId, grantId }), eq(grants.laneHolder, holder)))
    .returning({ id: grants.id });
  return released.length > 0;
}

/**
 * Asks whether to wake the lane's drain: of many deliveries, one does.
 *
 * @param staleAfterMs after which an earlier wake-up counts as lost
 * @returns true when this caller is the one to send the event
 */
export async function requestWake(
  db: Database,
  { installationId, grantId, staleAfterMs }: GrantKey & { staleAfterMs: number },
): Promise<boolean> {
  const woken = await db
    .update(grants)
    .set({ wakeSentAt: CLOCK })
    .where(
      and(
        isGrant({ installationId, grantId }),
        or(isNull(grants.wakeSentAt), lte(grants.wakeSentAt, inFuture(-staleAfterMs))),
      ),
    )
    .returning({ id: grants.id });
  return woken.length > 0;
}

/** The drain does this before it looks for work: what arrives from here on wakes another. */
export async function clearWake(db: Database, key: GrantKey): Promise<void> {
  await db.update(grants).set({ wakeSentAt: null }).where(isGrant(key));
}

/** Until the pace allows a start. A holder gives back early more often than not, so a busy lane is asked at its pace. */
async function waitingTime(db: Database, key: GrantKey, intervalMs: number): Promise<number> {
  const [lane] = await db
    .select({
      untilNextMs: millisecondsUntil(sql`${grants.laneNextAt}`),
      untilFreeMs: millisecondsUntil(sql`${grants.laneUntil}`),
    })
    .from(grants)
    .where(isGrant(key));
  if (!lane) throw new Error(`Grant ${key.grantId} does not exist`);
  const busyMs = Math.min(lane.untilFreeMs, intervalMs);
  return Math.ceil(Math.max(lane.untilNextMs, busyMs, 1));
}

function millisecondsUntil(moment: SQL): SQL<number> {
  return sql`coalesce(extract(epoch from ${moment} - ${CLOCK}) * 1000, 0)`.mapWith(Number);
}

function inFuture(ms: number): SQL {
  return sql`${CLOCK} + ${ms} * interval '1 millisecond'`;
}

function isGrant({ installationId, grantId }: GrantKey) {
  return and(eq(grants.id, grantId), eq(grants.installationId, installationId));
}
