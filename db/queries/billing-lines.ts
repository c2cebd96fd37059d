import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type BillingLineRow, billingLines } from "@/db/schema/billing-lines";
import type { TreatmentTotal } from "@/db/schema/billing-months";
import { installationsFound } from "./subscription-standings";

export type NewBillingLine = Omit<BillingLineRow, "id">;

/** Lines in one statement: PostgreSQL takes 65,535 values. */
const LINES_AT_ONCE = 2000;

/** The lines of these agreements in these open months are these from now on. The database refuses closed ones. */
export async function replaceBillingLines(
  db: Database,
  {
    installationIds,
    months,
    lines,
  }: {
    installationIds: readonly string[];
    months: readonly string[];
    lines: readonly NewBillingLine[];
  },
): Promise<void> {
  if (months.length === 0) return;
  await db
    .delete(billingLines)
    .where(
      and(
        inArray(billingLines.installationId, [...installationIds]),
        inArray(billingLines.month, [...months]),
      ),
    );
  for (let start = 0; start < lines.length; start += LINES_AT_ONCE) {
    await db.insert(billingLines).values(lines.slice(start, start + LINES_AT_ONCE));
  }
}

export type LinePage = { limit: number; offset: number };

/** Over all agreements: the basis of a month is about all of them. By company; a search finds as that of the list does. */
export async function listBillingLines(
  db: Database,
  { month, search, limit, offset }: { month: string; search?: string | undefined } & LinePage,
): Promise<BillingLineRow[]> {
  const found = search
    ? inArray(billingLines.installationId, installationsFound(db, search))
    : undefined;
  return db
    .select()
    .from(billingLines)
    .where(and(eq(billingLines.month, month), found))
    .orderBy(asc(billingLines.companyName), asc(billingLines.id))
    .limit(limit)
    .offset(offset);
}

/** By oldest month; what an agreement has been and will be invoiced. */
export async function listBillingLinesOfInstallation(
  db: Database,
  { installationId }: { installationId: string },
): Promise<BillingLineRow[]> {
  return db
    .select()
    .from(billingLines)
    .where(eq(billingLines.installationId, installationId))
    .orderBy(asc(billingLines.month), asc(billingLines.id));
}

export type InvoicedSum = Pick<
  BillingLineRow,
  "installationId" | "serviceMonth" | "netMinor" | "vatTreatment" | "vatMinor"
>;

/** What was invoiced of closed months, of several agreements, for their corrections. */
export async function listInvoicedSums(
  db: Database,
  { installationIds, closedUntil }: { installationIds: readonly string[]; closedUntil: string },
): Promise<InvoicedSum[]> {
  return db
    .select({
      installationId: billingLines.installationId,
      serviceMonth: billingLines.serviceMonth,
      netMinor: billingLines.netMinor,
      vatTreatment: billingLines.vatTreatment,
      vatMinor: billingLines.vatMinor,
    })
    .from(billingLines)
    .where(
      and(
        inArray(billingLines.installationId, [...installationIds]),
        sql`${billingLines.month} <= ${closedUntil}`,
      ),
    )
    .orderBy(asc(billingLines.installationId), asc(billingLines.month), asc(billingLines.id));
}

/** Over all agreements: a month's lines added up, per VAT treatment, by reading every one of them. */
export async function sumBillingLines(db: Database, month: string): Promise<TreatmentTotal[]> {
  return db
    .select({
      vatTreatment: billingLines.vatTreatment,
      lines: count(),
      netMinor: sql`sum(${billingLines.netMinor})`.mapWith(Number),
      vatMinor: sql`coalesce(sum(${billingLines.vatMinor}), 0)`.mapWith(Number),
    })
    .from(billingLines)
    .where(eq(billingLines.month, month))
    .groupBy(billingLines.vatTreatment)
    .orderBy(asc(billingLines.vatTreatment));
}
