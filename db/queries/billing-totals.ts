import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { TreatmentTotal } from "@/db/schema/billing-months";
import { billingTotals } from "@/db/schema/billing-totals";

/** Over all agreements: the sums of a month's lines, per VAT treatment. */
export async function listBillingTotals(db: Database, month: string): Promise<TreatmentTotal[]> {
  const { vatTreatment, lines, netMinor, vatMinor } = billingTotals;
  return db
    .select({ vatTreatment, lines, netMinor, vatMinor })
    .from(billingTotals)
    .where(and(eq(billingTotals.month, month), gt(lines, 0)))
    .orderBy(asc(vatTreatment));
}
