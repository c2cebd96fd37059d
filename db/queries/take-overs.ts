import { and, asc, count, eq, exists, gt, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { installations } from "@/db/schema/installations";
import { type TakeOverRow, takeOvers } from "@/db/schema/take-overs";

/** Of several agreements, and those of all agreements (`installationId` null), for their bills. */
export async function listTakeOvers(
  db: Database,
  installationIds: readonly string[],
): Promise<TakeOverRow[]> {
  return db
    .select()
    .from(takeOvers)
    .where(
      or(inArray(takeOvers.installationId, [...installationIds]), isNull(takeOvers.installationId)),
    )
    .orderBy(asc(takeOvers.id));
}

export async function findTakeOver(
  db: Database,
  { takeOverId }: { takeOverId: number },
): Promise<TakeOverRow | null> {
  const [found] = await db.select().from(takeOvers).where(eq(takeOvers.id, takeOverId));
  return found ?? null;
}

export async function insertTakeOver(
  db: Database,
  takeOver: Pick<TakeOverRow, "installationId" | "fromDay" | "reason" | "createdBy">,
): Promise<TakeOverRow> {
  const [inserted] = await db.insert(takeOvers).values(takeOver).returning();
  if (!inserted) throw new Error("A take-over was not written down");
  return inserted;
}

type Reversal = { resumesOn: string; at: Date; by: string; reason: string };

/** Written again, what is written last holds. */
export async function saveTakeOverReversal(
  db: Database,
  { takeOverId, resumesOn, at, by, reason }: { takeOverId: number } & Reversal,
): Promise<void> {
  await db
    .update(takeOvers)
    .set({ resumesOn, reversedAt: at, reversedBy: by, reversalReason: reason })
    .where(eq(takeOvers.id, takeOverId));
}

type TakenOver = {
  /** A take-over that was reversed holds to the day before `resumesOn`. */
  today: string;
  /** Left out: over all agreements. */
  installationId?: string | undefined;
};

/** Also those whose day has not come yet, and those that are uninstalled. `after`: the last id of the page before. */
export async function listTakenOverAgreements(
  db: Database,
  { after, limit, ...filter }: TakenOver & { after?: string | undefined; limit: number },
): Promise<{ installationId: string; agreementId: string }[]> {
  const { id: installationId, agreementId } = installations;
  return db
    .select({ installationId, agreementId })
    .from(installations)
    .where(
      and(isTakenOver(db, filter), after === undefined ? undefined : gt(installationId, after)),
    )
    .orderBy(asc(installationId))
    .limit(limit);
}

export async function countTakenOverAgreements(db: Database, filter: TakenOver): Promise<number> {
  const [counted] = await db
    .select({ count: count() })
    .from(installations)
    .where(isTakenOver(db, filter));
  return counted?.count ?? 0;
}

/** In two halves, for in one condition the database would compare every agreement with every take-over. */
function isTakenOver(db: Database, { today, installationId }: TakenOver) {
  // One that was reversed as if it had never been is none, also before its day.
  const inForce = or(
    isNull(takeOvers.resumesOn),
    and(gt(takeOvers.resumesOn, today), gt(takeOvers.resumesOn, takeOvers.fromDay)),
  );
  const own = db
    .select({ installationId: takeOvers.installationId })
    .from(takeOvers)
    .where(and(isNotNull(takeOvers.installationId), inForce));
  const ofAll = db
    .select({ id: takeOvers.id })
    .from(takeOvers)
    .where(and(isNull(takeOvers.installationId), inForce));
  return and(
    installationId === undefined ? undefined : eq(installations.id, installationId),
    or(inArray(installations.id, own), exists(ofAll)),
  );
}
