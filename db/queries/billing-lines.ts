import { and, asc, count, eq, ilike, inArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type BillingLineRow, billingLines } from "@/db/schema/billing-lines";

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

type Search = { month: string; search?: string | undefined };
export type LinePage = { limit: number; offset: number };

/** Over all agreements: the basis of a month is about all of them. By company. */
export async function listBillingLines(
  db: Database,
  { limit, offset, ...search }: Search & LinePage,
): Promise<BillingLineRow[]> {
  return db
    .select()
    .from(billingLines)
    .where(matches(search))
    .orderBy(asc(billingLines.companyName), asc(billingLines.id))
    .limit(limit)
    .offset(offset);
}

/** By newest month; what an agreement has been and will be invoiced. */
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

export type TreatmentTotal = Pick<BillingLineRow, "vatTreatment"> & {
  lines: number;
  netMinor: number;
  vatMinor: number;
};

/** Over all agreements: the sums of a month's lines, per VAT treatment. */
export async function listTreatmentTotals(db: Database, search: Search): Promise<TreatmentTotal[]> {
  return db
    .select({
      vatTreatment: billingLines.vatTreatment,
      lines: count(),
      netMinor: sql`sum(${billingLines.netMinor})`.mapWith(Number),
      vatMinor: sql`coalesce(sum(${billingLines.vatMinor}), 0)`.mapWith(Number),
    })
    .from(billingLines)
    .where(matches(search))
    .groupBy(billingLines.vatTreatment)
    .orderBy(asc(billingLines.vatTreatment));
}

function matches({ month, search }: Search) {
  const inMonth = eq(billingLines.month, month);
  if (!search) return inMonth;
  const pattern = `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    inMonth,
    or(
      ilike(billingLines.companyName, pattern),
      ilike(billingLines.agreementId, pattern),
      ilike(billingLines.organizationNumber, pattern),
    ),
  );
}
