import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type ImportAction,
  type ImportEntity,
  type ImportKind,
  type ImportRow,
  type ImportRowState,
  importEntities,
  importRows,
} from "@/db/schema/imports";

type ImportKey = { installationId: string; importId: string };

/** Which rows are shown, or chosen for in one go. What is left out restricts nothing. */
export type ImportRowFilter = {
  kind?: ImportKind;
  actions?: readonly ImportAction[];
  states?: readonly ImportRowState[];
  /** Whether the user wants it taken back in Rackbeat. */
  undoAsked?: boolean;
  /** Those with something that a person should know or decide. */
  withProblems?: boolean;
  /** A part of the name, of Fiken's number or of Rackbeat's. */
  search?: string;
};

/** Where a page begins or ends: rows are in the order of kind, position, id. */
export type ImportRowPlace = Pick<ImportRow, "kind" | "position" | "id">;

type Page = {
  limit: number;
  after?: ImportRowPlace;
  before?: ImportRowPlace;
  fromEnd?: boolean;
};

/** In order: the first, the last, those behind `after` or right before `before`. */
export async function listImportRows(
  db: Database,
  {
    filter = {},
    limit,
    after,
    before,
    fromEnd = before !== undefined,
    ...key
  }: ImportKey & Page & { filter?: ImportRowFilter },
): Promise<ImportRow[]> {
  const direction = fromEnd ? desc : asc;
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
  return fromEnd ? rows.toReversed() : rows;
}

/** All that the filter lets through, or those of them that stand before a place. */
export async function countImportRows(
  db: Database,
  { filter, before, ...key }: ImportKey & { filter: ImportRowFilter; before?: ImportRowPlace },
): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(importRows)
    .where(
      and(isOfImport(key), matchesFilter(filter), before && sql`${PLACE} < ${placeOf(before)}`),
    );
  return row?.count ?? 0;
}

export type ImportRowCount = Pick<ImportRow, "kind" | "action" | "state"> & {
  count: number;
  /** Of them with a problem. */
  withProblems: number;
  /** Of them those that are to be taken back. */
  undoing: number;
};

/** The whole import at a glance. */
export async function listImportRowCounts(db: Database, key: ImportKey): Promise<ImportRowCount[]> {
  const { kind, action, state } = importRows;
  return db
    .select({
      ...{ kind, action, state, count: count() },
      withProblems: sql<number>`count(*) filter (where ${HAS_PROBLEMS})`.mapWith(Number),
      undoing: sql<number>`count(${importRows.undoAskedAt})`.mapWith(Number),
    })
    .from(importRows)
    .where(isOfImport(key))
    .groupBy(kind, action, state);
}

export type ImportReadCount = Pick<ImportEntity, "side" | "kind"> & { count: number };

/** How much of either side has been read for the plan under way. */
export async function listImportReadCounts(
  db: Database,
  { installationId, importId }: ImportKey,
): Promise<ImportReadCount[]> {
  const { side, kind } = importEntities;
  return db
    .select({ side, kind, count: count() })
    .from(importEntities)
    .where(
      and(eq(importEntities.importId, importId), eq(importEntities.installationId, installationId)),
    )
    .groupBy(side, kind);
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
  const { kind, actions, states, undoAsked, withProblems, search = "" } = filter;
  const pattern = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    kind && eq(importRows.kind, kind),
    actions && inArray(importRows.action, [...actions]),
    states && inArray(importRows.state, [...states]),
    undoAsked === undefined
      ? undefined
      : undoAsked
        ? and(isNotNull(importRows.undoAskedAt), ne(importRows.state, "undone"))
        : or(isNull(importRows.undoAskedAt), eq(importRows.state, "undone")),
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
