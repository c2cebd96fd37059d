import { and, asc, count, desc, eq, gte, ilike, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type ImportAction,
  type ImportKind,
  type ImportRow,
  type ImportRowState,
  importRows,
} from "@/db/schema/imports";

type ImportKey = { installationId: string; importId: string };

/** Which rows are shown, or chosen for in one go. What is left out restricts nothing. */
export type ImportRowFilter = {
  kind?: ImportKind;
  actions?: readonly ImportAction[];
  states?: readonly ImportRowState[];
  /** Those with something that a person should know or decide. */
  withProblems?: boolean;
  /** A part of the name, of Fiken's number or of Rackbeat's. */
  search?: string;
};

/** Where a page begins or ends: rows are in the order of kind, position, id. */
export type ImportRowPlace = Pick<ImportRow, "kind" | "position" | "id">;

type Page = { limit: number; after?: ImportRowPlace; before?: ImportRowPlace };

/** In order, behind `after` or right before `before`. */
export async function listImportRows(
  db: Database,
  { filter = {}, limit, after, before, ...key }: ImportKey & Page & { filter?: ImportRowFilter },
): Promise<ImportRow[]> {
  const direction = before ? desc : asc;
  const rows = await db
    .select()
    .from(importRows)
    .where(
      and(
        isOfImport(key),
        matchesFilter(filter),
        after && sql`${PLACE} > ${placeOf(after)}`,
        before && sql`${PLACE} < ${placeOf(before)}`,
      ),
    )
    .orderBy(...[importRows.kind, importRows.position, importRows.id].map(direction))
    .limit(limit);
  return before ? rows.toReversed() : rows;
}

export async function countImportRows(
  db: Database,
  { filter, ...key }: ImportKey & { filter: ImportRowFilter },
): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(importRows)
    .where(and(isOfImport(key), matchesFilter(filter)));
  return row?.count ?? 0;
}

export type ImportRowCount = Pick<ImportRow, "kind" | "action" | "state"> & {
  count: number;
  /** Of them with a problem. */
  withProblems: number;
};

/** The whole import at a glance. */
export async function listImportRowCounts(db: Database, key: ImportKey): Promise<ImportRowCount[]> {
  const { kind, action, state } = importRows;
  return db
    .select({
      ...{ kind, action, state, count: count() },
      withProblems: sql<number>`count(*) filter (where ${HAS_PROBLEMS})`.mapWith(Number),
    })
    .from(importRows)
    .where(isOfImport(key))
    .groupBy(kind, action, state);
}

/** How many rows were written since then, for the rate of a run. */
export async function countImportRowsWritten(
  db: Database,
  { since, ...key }: ImportKey & { since: Date },
): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(importRows)
    .where(and(isOfImport(key), gte(importRows.writtenAt, since)));
  return row?.count ?? 0;
}

/** As a condition, for a list and for a choice in bulk: both mean the same rows. */
export function matchesFilter(filter: ImportRowFilter): SQL | undefined {
  const { kind, actions, states, withProblems, search = "" } = filter;
  const pattern = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    kind && eq(importRows.kind, kind),
    actions && inArray(importRows.action, [...actions]),
    states && inArray(importRows.state, [...states]),
    withProblems ? HAS_PROBLEMS : undefined,
    search.trim() === ""
      ? undefined
      : or(
          ilike(importRows.name, pattern),
          ilike(importRows.identity, pattern),
          ilike(importRows.rackbeatKey, pattern),
        ),
  );
}

const HAS_PROBLEMS = ne(importRows.problems, sql`'[]'::jsonb`);
const PLACE = sql`(${importRows.kind}, ${importRows.position}, ${importRows.id})`;

function placeOf({ kind, position, id }: ImportRowPlace): SQL {
  return sql`(${kind}::import_kind, ${position}::integer, ${id}::uuid)`;
}

function isOfImport({ installationId, importId }: ImportKey) {
  return and(eq(importRows.importId, importId), eq(importRows.installationId, installationId));
}
