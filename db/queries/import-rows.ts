import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type ImportAction,
  type ImportKind,
  type ImportRow,
  importRows,
} from "@/db/schema/imports";
import type { ImportKey } from "./imports";

/** A row as it is planned: nothing has become of it yet. */
export type PlannedRow = Pick<
  ImportRow,
  | "kind"
  | "fikenId"
  | "position"
  | "name"
  | "identity"
  | "action"
  | "options"
  | "rackbeatKey"
  | "matchedBy"
  | "changes"
  | "body"
  | "stock"
  | "problems"
>;

/** One that is there already stays as it is. */
export async function insertImportRows(
  db: Database,
  { rows, ...key }: ImportKey & { rows: readonly PlannedRow[] },
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(importRows)
    .values(rows.map((row) => ({ ...row, ...key, proposed: row.action })))
    .onConflictDoNothing({ target: [importRows.importId, importRows.kind, importRows.fikenId] });
}

/** For another plan. */
export async function deleteImportRows(db: Database, key: ImportKey): Promise<void> {
  await db.delete(importRows).where(isRowOf(key));
}

/** Those with the ids, in order. */
export async function findImportRows(
  db: Database,
  { ids, ...key }: ImportKey & { ids: readonly string[] },
): Promise<ImportRow[]> {
  return db
    .select()
    .from(importRows)
    .where(and(isRowOf(key), inArray(importRows.id, [...ids])))
    .orderBy(asc(importRows.kind), asc(importRows.position));
}

const TAKING = ["create", "link", "update"] as const satisfies ImportAction[];

/** Which of Rackbeat's keys are taken, and by which row. */
export async function listTakenKeys(
  db: Database,
  { kind, rackbeatKeys, ...key }: ImportKey & { kind: ImportKind; rackbeatKeys: readonly string[] },
): Promise<Map<string, string>> {
  if (rackbeatKeys.length === 0) return new Map();
  const rows = await db
    .select({ id: importRows.id, rackbeatKey: importRows.rackbeatKey })
    .from(importRows)
    .where(
      and(
        isRowOf(key),
        eq(importRows.kind, kind),
        inArray(importRows.action, [...TAKING]),
        isNotNull(importRows.rackbeatKey),
        inArray(importRows.rackbeatKey, [...rackbeatKeys]),
      ),
    );
  return new Map(rows.map(({ id, rackbeatKey }) => [rackbeatKey ?? "", id]));
}

/** What a person has chosen for a row, in place of what was proposed. */
export type ChosenRow = Pick<ImportRow, "id" | "action" | "rackbeatKey" | "changes">;

/** Of rows that are not under way: they wait again. Their Rackbeat keys have to be free. */
export async function updateChosenRows(
  db: Database,
  { rows, ...key }: ImportKey & { rows: readonly ChosenRow[] },
): Promise<void> {
  if (rows.length === 0) return;
  const chosen = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as chosen(id uuid, action import_action, "rackbeatKey" text, changes jsonb)`;
  await db.execute(sql`update ${importRows} set
      action = chosen.action, rackbeat_key = chosen."rackbeatKey", changes = chosen.changes,
      state = 'waiting', attempts = 0, updated_at = now(),
      problems = case when ${importRows.state} = 'failed' then '[]'::jsonb else ${importRows.problems} end
    from ${chosen}
    where ${importRows.id} = chosen.id and ${isRowOf(key)} and ${importRows.state} in ('waiting', 'failed')`);
}

function isRowOf({ installationId, importId }: ImportKey) {
  return and(eq(importRows.importId, importId), eq(importRows.installationId, installationId));
}
