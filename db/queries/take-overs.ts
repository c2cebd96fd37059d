import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Database } from "@/db/client";
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

/** False: it was reversed before. */
export async function markTakeOverReversed(
  db: Database,
  { takeOverId, resumesOn, at, by, reason }: { takeOverId: number } & Reversal,
): Promise<boolean> {
  const reversed = await db
    .update(takeOvers)
    .set({ resumesOn, reversedAt: at, reversedBy: by, reversalReason: reason })
    .where(and(eq(takeOvers.id, takeOverId), isNull(takeOvers.reversedAt)))
    .returning({ id: takeOvers.id });
  return reversed.length > 0;
}
