import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type PricePeriodRow, pricePeriods } from "@/db/schema/price-periods";

type PricePeriodKey = { installationId: string; pricePeriodId: number };

/** Of several agreements, for their bills; in the order in which they were agreed. */
export async function listPricePeriods(
  db: Database,
  installationIds: readonly string[],
): Promise<PricePeriodRow[]> {
  return db
    .select()
    .from(pricePeriods)
    .where(inArray(pricePeriods.installationId, [...installationIds]))
    .orderBy(asc(pricePeriods.installationId), asc(pricePeriods.id));
}

export async function insertPricePeriod(
  db: Database,
  period: Pick<
    PricePeriodRow,
    "installationId" | "fromDay" | "toDay" | "priceMinor" | "reason" | "createdBy"
  >,
): Promise<PricePeriodRow> {
  const [inserted] = await db.insert(pricePeriods).values(period).returning();
  if (!inserted) throw new Error("A price was not written down");
  return inserted;
}

/** False: there is no such period of this agreement. */
export async function endPricePeriod(
  db: Database,
  { installationId, pricePeriodId, toDay }: PricePeriodKey & { toDay: string },
): Promise<boolean> {
  const ended = await db
    .update(pricePeriods)
    .set({ toDay })
    .where(and(eq(pricePeriods.id, pricePeriodId), eq(pricePeriods.installationId, installationId)))
    .returning({ id: pricePeriods.id });
  return ended.length > 0;
}
