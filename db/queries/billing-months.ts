import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type BillingMonth, billingMonths, type TreatmentTotal } from "@/db/schema/billing-months";

/** Over all agreements: the vendor invoices them month by month. Oldest first. */
export async function listBillingMonths(db: Database): Promise<BillingMonth[]> {
  return db.select().from(billingMonths).orderBy(asc(billingMonths.month));
}

export async function findBillingMonth(db: Database, month: string): Promise<BillingMonth | null> {
  const [found] = await db.select().from(billingMonths).where(eq(billingMonths.month, month));
  return found ?? null;
}

/** False: all of them were open before, or are closed. */
export async function openBillingMonths(
  db: Database,
  { months, now }: { months: readonly string[]; now: Date },
): Promise<boolean> {
  if (months.length === 0) return false;
  const opened = await db
    .insert(billingMonths)
    .values(months.map((month) => ({ month, openedAt: now })))
    .onConflictDoNothing()
    .returning({ month: billingMonths.month });
  return opened.length > 0;
}

type Closing = {
  month: string;
  closedAt: Date;
  closedBy: string;
  totals: TreatmentTotal[];
};

/** For good: from now on the database refuses every change of the month and its lines, this one included. */
export async function markBillingMonthClosed(
  db: Database,
  { month, ...closing }: Closing,
): Promise<void> {
  await db.update(billingMonths).set(closing).where(eq(billingMonths.month, month));
}

/** Any number, always this one: who holds it computes figures, or closes a month. One at a time, to its commit. */
const BILLING_LOCK = 8_271_640_196;

export async function lockBilling(db: Database): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${BILLING_LOCK})`);
}
