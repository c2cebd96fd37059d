import { asc, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type RevenueMonth, revenueMonths } from "@/db/schema/revenue-months";

/** Over all agreements: the movements of every month up to this one, added up per kind. */
export async function listRevenueMonths(
  db: Database,
  { until }: { until: string },
): Promise<RevenueMonth[]> {
  return db
    .select()
    .from(revenueMonths)
    .where(lte(revenueMonths.month, until))
    .orderBy(asc(revenueMonths.month), asc(revenueMonths.kind));
}
