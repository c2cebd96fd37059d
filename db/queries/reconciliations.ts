import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type Reconciliation,
  type ReconciliationCursor,
  type ReconciliationResult,
  type ReconciliationRow,
  reconciliationRows,
  reconciliations,
} from "@/db/schema/reconciliations";
import type { Problem } from "@/lib/errors/catalog";

type InstallationKey = { installationId: string };
export type ReconciliationKey = { installationId: string; reconciliationId: string };
type Period = { periodFrom: string; periodTo: string };

/** The unfinished one of the same period where there is one: asking twice reads nothing twice. */
export async function ensureReconciliation(
  db: Database,
  wanted: InstallationKey &
    Period & { connectionId: string; startedAt: Date; cursor: ReconciliationCursor },
): Promise<Reconciliation> {
  const [unfinished] = await db
    .select()
    .from(reconciliations)
    .where(
      and(
        eq(reconciliations.installationId, wanted.installationId),
        eq(reconciliations.connectionId, wanted.connectionId),
        eq(reconciliations.periodFrom, wanted.periodFrom),
        eq(reconciliations.periodTo, wanted.periodTo),
        isNull(reconciliations.finishedAt),
      ),
    );
  if (unfinished) return unfinished;
  const [created] = await db.insert(reconciliations).values(wanted).returning();
  if (!created) throw new Error("A reconciliation was not written down");
  return created;
}

export async function findReconciliation(
  db: Database,
  key: ReconciliationKey,
): Promise<Reconciliation | null> {
  const [found] = await db.select().from(reconciliations).where(isReconciliation(key));
  return found ?? null;
}

/** The one that was asked for first and has no result yet. */
export async function findUnfinishedReconciliation(
  db: Database,
  { installationId }: InstallationKey,
): Promise<Reconciliation | null> {
  const [oldest] = await db
    .select()
    .from(reconciliations)
    .where(
      and(eq(reconciliations.installationId, installationId), isNull(reconciliations.finishedAt)),
    )
    .orderBy(asc(reconciliations.startedAt), asc(reconciliations.id))
    .limit(1);
  return oldest ?? null;
}

/** Newest first. */
export async function listReconciliations(
  db: Database,
  { installationId, limit }: InstallationKey & { limit: number },
): Promise<Reconciliation[]> {
  return db
    .select()
    .from(reconciliations)
    .where(eq(reconciliations.installationId, installationId))
    .orderBy(desc(reconciliations.startedAt), desc(reconciliations.id))
    .limit(limit);
}

/** Moves on from `from`. False: another run has moved it, or it is finished. */
export async function advanceReconciliation(
  db: Database,
  {
    from,
    to,
    fikenRequests,
    unreadable,
    ...key
  }: ReconciliationKey & {
    from: ReconciliationCursor;
    to: ReconciliationCursor;
    fikenRequests: number;
    /** Rows of Rackbeat's on this page that cannot be compared. */
    unreadable: number;
  },
): Promise<boolean> {
  const counted = sql`jsonb_set(${reconciliations.counts}, '{unreadable}',
    to_jsonb(coalesce((${reconciliations.counts}->>'unreadable')::int, 0) + ${unreadable}::int))`;
  const advanced = await db
    .update(reconciliations)
    .set({
      cursor: to,
      fikenRequests: sql`${reconciliations.fikenRequests} + ${fikenRequests}`,
      ...(unreadable > 0 && { counts: counted }),
    })
    .where(
      and(
        isReconciliation(key),
        isNull(reconciliations.finishedAt),
        sql`${reconciliations.cursor} = ${JSON.stringify(from)}::jsonb`,
      ),
    )
    .returning({ id: reconciliations.id });
  return advanced.length > 0;
}

/** Its result, or why there is none. Repeated, the first end stays. */
export async function finishReconciliation(
  db: Database,
  { now, failure, ...key }: ReconciliationKey & { now: Date; failure: Problem | null },
): Promise<void> {
  const results = await countRows(db, key);
  await db
    .update(reconciliations)
    .set({
      finishedAt: now,
      failure,
      counts: sql`${reconciliations.counts} || ${JSON.stringify(results)}::jsonb`,
    })
    .where(and(isReconciliation(key), isNull(reconciliations.finishedAt)));
}

/** Written with the cursor in one transaction, so never twice. */
export async function insertReconciliationRows(
  db: Database,
  rows: readonly Omit<ReconciliationRow, "id">[],
): Promise<void> {
  if (rows.length > 0) await db.insert(reconciliationRows).values([...rows]);
}

/** By date, then number, a page at a time; all results where none is named. */
export async function listReconciliationRows(
  db: Database,
  {
    result,
    limit,
    offset,
    ...key
  }: ReconciliationKey & { result?: ReconciliationResult; limit: number; offset: number },
): Promise<ReconciliationRow[]> {
  return db
    .select()
    .from(reconciliationRows)
    .where(and(isRowOf(key), result && eq(reconciliationRows.result, result)))
    .orderBy(
      asc(reconciliationRows.documentDate),
      asc(reconciliationRows.number),
      asc(reconciliationRows.id),
    )
    .limit(limit)
    .offset(offset);
}

async function countRows(
  db: Database,
  key: ReconciliationKey,
): Promise<Partial<Record<ReconciliationResult, number>>> {
  const rows = await db
    .select({ result: reconciliationRows.result, count: count() })
    .from(reconciliationRows)
    .where(isRowOf(key))
    .groupBy(reconciliationRows.result);
  return Object.fromEntries(rows.map((row) => [row.result, row.count]));
}

function isReconciliation({ installationId, reconciliationId }: ReconciliationKey) {
  return and(
    eq(reconciliations.id, reconciliationId),
    eq(reconciliations.installationId, installationId),
  );
}

function isRowOf({ installationId, reconciliationId }: ReconciliationKey) {
  return and(
    eq(reconciliationRows.reconciliationId, reconciliationId),
    eq(reconciliationRows.installationId, installationId),
  );
}
