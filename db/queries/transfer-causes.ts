import { and, arrayContains, count, eq, exists, gte, inArray, min, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transferEvents } from "@/db/schema/transfer-events";
import { type EntityKind, type Transfer, transfers } from "@/db/schema/transfers";
import type { Problem } from "@/lib/errors/catalog";
import { isOfActiveConnection } from "./connections";

type InstallationKey = { installationId: string };

/** What waits for one cause in one currency; null where the amount is not known. */
export type WaitingForCause = {
  causeKey: string;
  currency: string | null;
  count: number;
  /** Without signs, in the smallest unit of the currency: a credit note that waits is an amount that waits. */
  totalMinor: number;
  /** When the one that has waited longest was asked for. */
  since: Date;
  /** The first in booking order, and what keeps it. */
  transferId: string;
  problems: Problem[];
};

/** By cause and currency: what is held or has failed. A transfer with several causes counts under each. */
export async function listWaitingByCause(
  db: Database,
  { installationId }: InstallationKey,
): Promise<WaitingForCause[]> {
  const waiting = db.$with("waiting").as(
    db
      .select({
        id: transfers.id,
        causeKey: sql<string>`unnest(${transfers.causes})`.as("cause_key"),
        currency: transfers.currency,
        totalMinor: transfers.totalMinor,
        requestedAt: transfers.requestedAt,
        bookedAt: sql`coalesce(${transfers.bookedAt}, ${transfers.requestedAt})`.as("booking_at"),
        problems: transfers.problems,
      })
      .from(transfers)
      .where(and(eq(transfers.installationId, installationId), isWaiting())),
  );
  const rows = await db
    .with(waiting)
    .select({
      causeKey: waiting.causeKey,
      currency: waiting.currency,
      count: count(),
      totalMinor: sql`coalesce(sum(abs(${waiting.totalMinor})), 0)`.mapWith(Number),
      since: min(waiting.requestedAt),
      transferId: sql<string>`(array_agg(${waiting.id} order by ${waiting.bookedAt}))[1]`,
      problems: sql<Problem[]>`(array_agg(${waiting.problems} order by ${waiting.bookedAt}))[1]`,
    })
    .from(waiting)
    .groupBy(waiting.causeKey, waiting.currency)
    .orderBy(min(waiting.requestedAt), waiting.causeKey);
  return rows.flatMap(({ since, ...row }) => (since ? [{ ...row, since }] : []));
}

/** Puts back in line what waits for the cause, without causes, as all that is released together. Answers them. */
export async function releaseTransfersOfCause(
  db: Database,
  { installationId, causeKey, now }: InstallationKey & { causeKey: string; now: Date },
): Promise<Transfer[]> {
  return db
    .update(transfers)
    .set({ state: "pending", dueAt: now, attempts: 0, causes: [] })
    .where(
      and(
        eq(transfers.installationId, installationId),
        isWaiting(),
        arrayContains(transfers.causes, [causeKey]),
      ),
    )
    .returning();
}

/**
 * Puts back in line what was left out because its kind was switched off, or as dated before the start date, where
 * the choices are others now. Returns the ids.
 */
export async function releaseExcluded(
  db: Database,
  {
    installationId,
    kinds,
    startDate,
    now,
  }: InstallationKey & {
    /** Those that are switched on. */
    kinds: readonly EntityKind[];
    startDate: string | null;
    now: Date;
  },
): Promise<string[]> {
  if (kinds.length === 0) return [];
  const reason = sql`${transferEvents.details}->>'reason'`;
  const isInTime = startDate === null ? sql`true` : gte(transfers.documentDate, startDate);
  const saidSo = db
    .select({ id: transferEvents.id })
    .from(transferEvents)
    .where(
      and(
        eq(transferEvents.transferId, transfers.id),
        eq(transferEvents.event, "excluded"),
        or(sql`${reason} = 'switched_off'`, and(sql`${reason} = 'before_start'`, isInTime)),
      ),
    );
  const released = await db
    .update(transfers)
    .set({ state: "pending", dueAt: now, attempts: 0 })
    .where(
      and(
        eq(transfers.installationId, installationId),
        isOfActiveConnection(transfers),
        eq(transfers.state, "excluded"),
        inArray(transfers.kind, [...kinds]),
        exists(saidSo),
      ),
    )
    .returning({ id: transfers.id });
  return released.map(({ id }) => id);
}

function isWaiting() {
  return and(isOfActiveConnection(transfers), inArray(transfers.state, ["held", "failed"]));
}
