import { and, asc, count, eq, gte, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type BillingLineRow, billingLines } from "@/db/schema/billing-lines";
import type { TreatmentTotal } from "@/db/schema/billing-months";
import { subscriptionStandings } from "@/db/schema/subscription-standings";
import { isFound } from "./subscription-standings";

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

/** Its place in the list, for the page behind it: `companyName` is what the list is sorted by there. */
export type LinePosition = Pick<BillingLineRow, "companyName" | "id">;

type LinePage = { month: string; limit: number; after?: LinePosition | undefined };
type Placed = { line: BillingLineRow; position: LinePosition };

/** Over all agreements: the basis of a month is about all of them. By company. */
export async function listBillingLines(
  db: Database,
  { month, limit, after }: LinePage,
): Promise<Placed[]> {
  const { companyName, id } = billingLines;
  const lines = await db
    .select()
    .from(billingLines)
    .where(
      and(
        eq(billingLines.month, month),
        after && sql`(${companyName}, ${id}) > (${after.companyName}, ${after.id}::bigint)`,
      ),
    )
    .orderBy(asc(companyName), asc(id))
    .limit(limit);
  return lines.map((line) => ({
    line,
    position: { companyName: line.companyName, id: line.id },
  }));
}

/**
 * Over all agreements: the lines of those that the search finds as that of the list does, by company as it is called
 * today. Reads the companies in order and only as many lines as the page has.
 */
export async function findBillingLines(
  db: Database,
  { month, search, limit, after }: LinePage & { search: string },
): Promise<Placed[]> {
  const { companyName } = subscriptionStandings;
  const { id } = billingLines;
  const found = await db
    .select({ line: billingLines, companyName })
    .from(subscriptionStandings)
    .innerJoin(
      billingLines,
      and(
        eq(billingLines.installationId, subscriptionStandings.installationId),
        eq(billingLines.month, month),
      ),
    )
    .where(
      and(
        isFound(search),
        // The first condition says nothing new: it is the one that the index of companies can begin at.
        after && gte(companyName, after.companyName),
        after && sql`(${companyName}, ${id}) > (${after.companyName}, ${after.id}::bigint)`,
      ),
    )
    .orderBy(asc(companyName), asc(id))
    .limit(limit);
  return found.map(({ line, companyName: name }) => ({
    line,
    position: { companyName: name, id: line.id },
  }));
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
