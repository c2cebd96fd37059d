import { and, asc, eq, inArray, isNotNull, isNull, lte, min, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type Import,
  type ImportAction,
  type ImportKind,
  type ImportRow,
  type ImportStatus,
  importRows,
  imports,
} from "@/db/schema/imports";
import { type ImportRowFilter, matchesFilter } from "./import-lists";
import type { ImportKey } from "./imports";

export type ImportRowKey = ImportKey & { rowId: string };

/** What a run does something with. */
const CARRIED = ["create", "link", "update"] as const satisfies ImportAction[];

type ImportChange = Partial<
  Pick<Import, "status" | "failure" | "startedAt" | "finishedAt" | "closedAt">
>;

/** Null: it is in none of the states that it may leave. */
export async function moveImport(
  db: Database,
  {
    installationId,
    from,
    ...change
  }: { installationId: string; from: readonly ImportStatus[] } & ImportChange,
): Promise<Import | null> {
  const [moved] = await db
    .update(imports)
    .set(change)
    .where(and(eq(imports.installationId, installationId), inArray(imports.status, [...from])))
    .returning();
  return moved ?? null;
}

/** A sign of life of what works on the import. False: it is in another state by now, so there is nothing to work on. */
export async function touchImport(
  db: Database,
  { installationId, importId, status }: ImportKey & { status: ImportStatus },
): Promise<boolean> {
  const touched = await db
    .update(imports)
    .set({ updatedAt: new Date() })
    .where(
      and(
        eq(imports.id, importId),
        eq(imports.installationId, installationId),
        eq(imports.status, status),
      ),
    )
    .returning({ id: imports.id });
  return touched.length === 1;
}

/**
 * Of all installations: where an import waits for work and nothing has shown life for a while, because an event was
 * lost or a process died.
 */
export async function listInstallationsWithSleepingImport(
  db: Database,
  { silentSince }: { silentSince: Date },
): Promise<string[]> {
  const undoAsked = db
    .select({ importId: importRows.importId })
    .from(importRows)
    .where(isNotNull(importRows.undoAskedAt));
  const rows = await db
    .select({ installationId: imports.installationId })
    .from(imports)
    .where(
      and(
        lte(imports.updatedAt, silentSince),
        sql`(${inArray(imports.status, ["planning", "running"])} and ${isNull(imports.failure)}
          or ${inArray(imports.status, ["paused", "finished"])} and ${inArray(imports.id, undoAsked)})`,
      ),
    );
  return rows.map(({ installationId }) => installationId);
}

type Claim = { actions: readonly ImportAction[]; limit: number; now: Date; dueAt: Date };

/** Takes the next waiting rows of the actions, in order: their intent is committed before Rackbeat is called. */
export async function claimImportRows(
  db: Database,
  { actions, limit, now, dueAt, ...key }: ImportKey & Claim,
): Promise<ImportRow[]> {
  const next = db
    .select({ id: importRows.id })
    .from(importRows)
    .where(
      and(
        ...[isOfImport(key), eq(importRows.state, "waiting")],
        inArray(importRows.action, [...actions]),
      ),
    )
    .orderBy(asc(importRows.kind), asc(importRows.position))
    .limit(limit)
    .for("update", { skipLocked: true });
  const claimed = await db
    .update(importRows)
    .set({
      ...{ state: "writing", intentAt: now, dueAt },
      attempts: sql`${importRows.attempts} + 1`,
    })
    .where(inArray(importRows.id, next))
    .returning();
  return claimed.toSorted((one, other) => one.position - other.position);
}

/** Rows whose write was begun and has no outcome yet, as far as they are due. */
export async function listUnsettledImportRows(
  db: Database,
  { limit, now, ...key }: ImportKey & { limit: number; now: Date },
): Promise<ImportRow[]> {
  return db
    .select()
    .from(importRows)
    .where(and(isOfImport(key), eq(importRows.state, "writing"), lte(importRows.dueAt, now)))
    .orderBy(asc(importRows.dueAt), asc(importRows.position))
    .limit(limit);
}

/** When the next of them is due; null where every write has its outcome. */
export async function findNextImportDueAt(db: Database, key: ImportKey): Promise<Date | null> {
  const [row] = await db
    .select({ dueAt: min(importRows.dueAt) })
    .from(importRows)
    .where(and(isOfImport(key), eq(importRows.state, "writing")));
  return row?.dueAt ?? null;
}

export type ImportRowChange = Partial<
  Pick<
    ImportRow,
    | "state"
    | "rackbeatKey"
    | "problems"
    | "attempts"
    | "intentAt"
    | "dueAt"
    | "written"
    | "writtenAt"
    | "adjustmentId"
    | "stockBookedAt"
    | "undoAskedAt"
  >
>;

/** What became of a row under work. Null: it has its outcome already, from another run. */
export async function updateWritingRow(
  db: Database,
  { change, ...key }: ImportRowKey & { change: ImportRowChange },
): Promise<ImportRow | null> {
  return updateRow(db, key, change, eq(importRows.state, "writing"));
}

/** What is bound to what is there already needs nothing more. */
export async function settleLinkedRows(
  db: Database,
  { rowIds, ...key }: ImportKey & { rowIds: readonly string[] },
): Promise<void> {
  if (rowIds.length === 0) return;
  await db
    .update(importRows)
    .set({ state: "done", dueAt: null })
    .where(
      and(
        ...[isOfImport(key), inArray(importRows.id, [...rowIds])],
        eq(importRows.state, "writing"),
      ),
    );
}

/** Failed rows wait again. What was made of them stays known. */
export async function retryImportRows(
  db: Database,
  { rowIds, ...key }: ImportKey & { rowIds?: readonly string[] | undefined },
): Promise<number> {
  const retried = await db
    .update(importRows)
    .set({ state: "waiting", problems: [], undoAskedAt: null })
    .where(
      and(
        isOfImport(key),
        eq(importRows.state, "failed"),
        rowIds && inArray(importRows.id, [...rowIds]),
      ),
    )
    .returning({ id: importRows.id });
  return retried.length;
}

/** What has an outcome in Rackbeat, or a binding, and is not taken back yet. */
const isUndoable = () =>
  sql`(${eq(importRows.state, "done")} or ${eq(importRows.state, "failed")}
    and ${isNotNull(importRows.writtenAt)})`;

export async function askToUndoImportRows(
  db: Database,
  {
    now,
    rows,
    ...key
  }: ImportKey & { now: Date; rows: { rowIds: readonly string[] } | { filter: ImportRowFilter } },
): Promise<number> {
  const chosen =
    "rowIds" in rows ? inArray(importRows.id, [...rows.rowIds]) : matchesFilter(rows.filter);
  const asked = await db
    .update(importRows)
    .set({ undoAskedAt: now, intentAt: null, dueAt: now })
    .where(
      and(
        ...[isOfImport(key), chosen, isUndoable(), isNull(importRows.undoAskedAt)],
        inArray(importRows.action, [...CARRIED]),
      ),
    )
    .returning({ id: importRows.id });
  return asked.length;
}

/** Rows that are to be taken back, as far as they are due. */
export async function listUndoAskedRows(
  db: Database,
  { limit, now, ...key }: ImportKey & { limit: number; now: Date },
): Promise<ImportRow[]> {
  return db
    .select()
    .from(importRows)
    .where(and(isOfImport(key), isNotNull(importRows.undoAskedAt), lte(importRows.dueAt, now)))
    .orderBy(asc(importRows.dueAt), asc(importRows.position))
    .limit(limit);
}

/** When the next of them is due; null where none is to be taken back. */
export async function findNextUndoDueAt(db: Database, key: ImportKey): Promise<Date | null> {
  const [row] = await db
    .select({ dueAt: min(importRows.dueAt) })
    .from(importRows)
    .where(and(isOfImport(key), isNotNull(importRows.undoAskedAt)));
  return row?.dueAt ?? null;
}

/** What became of a row that is to be taken back. Null: it has been, by another run. */
export async function updateUndoneRow(
  db: Database,
  { change, ...key }: ImportRowKey & { change: ImportRowChange },
): Promise<ImportRow | null> {
  return updateRow(db, key, change, isNotNull(importRows.undoAskedAt));
}

export type ImportedEntity = Pick<
  ImportRow,
  "action" | "state" | "written" | "stock" | "stockBookedAt"
> & { isClosed: boolean; carriesStock: boolean };

/** The import's row of what Rackbeat has under this key; null where the import has nothing to do with it. */
export async function findImportedEntity(
  db: Database,
  {
    installationId,
    kind,
    rackbeatKey,
  }: { installationId: string; kind: ImportKind; rackbeatKey: string },
): Promise<ImportedEntity | null> {
  const { action, state, written, stock, stockBookedAt } = importRows;
  const [found] = await db
    .select({
      ...{ action, state, written, stock, stockBookedAt },
      isClosed: sql<boolean>`${imports.status} = 'closed'`,
      carriesStock: sql<boolean>`${imports.choices}->'openingStock' <> 'null'::jsonb`,
    })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.importId))
    .where(
      and(
        eq(importRows.installationId, installationId),
        eq(importRows.kind, kind),
        eq(importRows.rackbeatKey, rackbeatKey),
        inArray(importRows.action, [...CARRIED]),
      ),
    );
  return found ?? null;
}

async function updateRow(
  db: Database,
  { rowId, ...key }: ImportRowKey,
  change: ImportRowChange,
  condition: SQL,
): Promise<ImportRow | null> {
  const [updated] = await db
    .update(importRows)
    .set(change)
    .where(and(isOfImport(key), eq(importRows.id, rowId), condition))
    .returning();
  return updated ?? null;
}

function isOfImport({ installationId, importId }: ImportKey) {
  return and(eq(importRows.importId, importId), eq(importRows.installationId, installationId));
}
