import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type ChartAccount, chartAccounts } from "@/db/schema/chart-accounts";
import { getConnection } from "./connections";

type ConnectionKey = { installationId: string; connectionId: string };

export async function listChartAccounts(db: Database, key: ConnectionKey): Promise<ChartAccount[]> {
  return db
    .select()
    .from(chartAccounts)
    .where(isOfConnection(key))
    .orderBy(asc(chartAccounts.code));
}

/** These are all accounts the company has. Each code at most once. */
export async function replaceChartAccounts(
  db: Database,
  {
    accounts,
    seenAt,
    ...key
  }: ConnectionKey & { accounts: Pick<ChartAccount, "code" | "name">[]; seenAt: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await getConnection(tx, key);
    await tx.delete(chartAccounts).where(isOfConnection(key));
    if (accounts.length === 0) return;
    await tx
      .insert(chartAccounts)
      .values(accounts.map(({ code, name }) => ({ ...key, code, name, seenAt })))
      // Two who read the chart at once saw the same one.
      .onConflictDoUpdate({
        target: [chartAccounts.connectionId, chartAccounts.code],
        set: { name: sql`excluded.name`, seenAt: sql`excluded.seen_at` },
        setWhere: eq(chartAccounts.installationId, key.installationId),
      });
  });
}

function isOfConnection({ installationId, connectionId }: ConnectionKey) {
  return and(
    eq(chartAccounts.connectionId, connectionId),
    eq(chartAccounts.installationId, installationId),
  );
}
