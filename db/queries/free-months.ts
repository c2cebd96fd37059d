import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type FreeMonth, freeMonths } from "@/db/schema/free-months";

/** Of several agreements, for their bills. */
export async function listFreeMonths(
  db: Database,
  installationIds: readonly string[],
): Promise<FreeMonth[]> {
  return db
    .select()
    .from(freeMonths)
    .where(inArray(freeMonths.installationId, [...installationIds]))
    .orderBy(asc(freeMonths.installationId), asc(freeMonths.month));
}

/** False: that month was free already. */
export async function insertFreeMonth(
  db: Database,
  free: Pick<FreeMonth, "installationId" | "month" | "reason" | "createdBy">,
): Promise<boolean> {
  const inserted = await db
    .insert(freeMonths)
    .values(free)
    .onConflictDoNothing()
    .returning({ month: freeMonths.month });
  return inserted.length > 0;
}

/** False: that month was not free. */
export async function deleteFreeMonth(
  db: Database,
  { installationId, month }: Pick<FreeMonth, "installationId" | "month">,
): Promise<boolean> {
  const deleted = await db
    .delete(freeMonths)
    .where(and(eq(freeMonths.installationId, installationId), eq(freeMonths.month, month)))
    .returning({ month: freeMonths.month });
  return deleted.length > 0;
}
