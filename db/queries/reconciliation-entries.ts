import { and, asc, eq, exists, gt, inArray, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import {
  reconciliationEntries as entries,
  type FikenFigures,
  type RackbeatFigures,
  type ReconciliationEntry,
} from "@/db/schema/reconciliation-entries";
import type { EntityKind } from "@/db/schema/transfers";
import type { ReconciliationKey } from "./reconciliations";

type Entry = Omit<ReconciliationEntry, "figures">;
export type RackbeatEntryRow = Entry & { source: "rackbeat"; figures: RackbeatFigures };
export type FikenEntryRow = Entry & { source: "fiken"; figures: FikenFigures };
export type EntryRow = RackbeatEntryRow | FikenEntryRow;

/** What a list shows twice, because it moved while it was read, counts once. */
export async function insertEntries(db: Database, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length > 0) {
    await db
      .insert(entries)
      .values([...rows])
      .onConflictDoNothing();
  }
}

/** Rackbeat's documents of the kind that have one of the keys, or one of the numbers in Fiken. */
export async function findRackbeatEntries(
  db: Database,
  {
    kind,
    keys,
    numbers,
    ...key
  }: ReconciliationKey & { kind: EntityKind; keys: readonly string[]; numbers: readonly string[] },
): Promise<RackbeatEntryRow[]> {
  if (keys.length + numbers.length === 0) return [];
  const rows = await db
    .select()
    .from(entries)
    .where(
      and(
        isEntryOf(key),
        eq(entries.source, "rackbeat"),
        eq(entries.kind, kind),
        or(inArray(entries.key, [...keys]), inArray(entries.number, [...numbers])),
      ),
    );
  return rows.map(typed).filter((row) => row.source === "rackbeat");
}

type After = { kind: EntityKind; key: string } | null;

/** Documents in Fiken beside which none of Rackbeat's stands, in order of kind and key. */
export async function listStraysInFiken(
  db: Database,
  { after, limit, ...key }: ReconciliationKey & { after: After; limit: number },
): Promise<FikenEntryRow[]> {
  const ours = alias(entries, "ours");
  const beside = db
    .select({ key: ours.key })
    .from(ours)
    .where(
      and(
        eq(ours.reconciliationId, entries.reconciliationId),
        eq(ours.installationId, entries.installationId),
        eq(ours.source, "rackbeat"),
        eq(ours.kind, entries.kind),
        eq(ours.number, entries.number),
      ),
    );
  const rows = await db
    .select()
    .from(entries)
    .where(and(isEntryOf(key), eq(entries.source, "fiken"), isAfter(after), notExists(beside)))
    .orderBy(sql`${entries.kind}::text`, asc(entries.key))
    .limit(limit);
  return rows.map(typed).filter((row) => row.source === "fiken");
}

/** Rackbeat's documents that were posted as something that has not been read in Fiken, in order of kind and key. */
export async function listUnseenInFiken(
  db: Database,
  { after, limit, ...key }: ReconciliationKey & { after: After; limit: number },
): Promise<RackbeatEntryRow[]> {
  const theirs = alias(entries, "theirs");
  // One condition each: joined by "or", every document would be held against every other.
  const inFiken = (condition: SQL | undefined) =>
    db
      .select({ key: theirs.key })
      .from(theirs)
      .where(
        and(
          eq(theirs.reconciliationId, entries.reconciliationId),
          eq(theirs.installationId, entries.installationId),
          eq(theirs.source, "fiken"),
          eq(theirs.kind, entries.kind),
          condition,
        ),
      );
  const postedAs = sql`(${entries.figures}->>'fikenKind') || ' ' || (${entries.figures}->>'fikenId')`;
  // A draft that is gone may have been approved: then it stands under its number.
  const isDraft = sql`${entries.figures}->>'fikenKind' like '%_draft'`;
  const approved = inFiken(eq(theirs.number, entries.number));
  const rows = await db
    .select()
    .from(entries)
    .where(
      and(
        isEntryOf(key),
        eq(entries.source, "rackbeat"),
        sql`${entries.figures}->>'standing' = 'compared'`,
        sql`${entries.figures}->>'fikenId' is not null`,
        isAfter(after),
        notExists(inFiken(sql`${theirs.key} = ${postedAs}`)),
        sql`not (${isDraft} and ${exists(approved)})`,
      ),
    )
    .orderBy(sql`${entries.kind}::text`, asc(entries.key))
    .limit(limit);
  return rows.map(typed).filter((row) => row.source === "rackbeat");
}

/** The next numbers of the kind in order, with every entry of theirs: what is compared together. */
export async function listEntriesByNumber(
  db: Database,
  {
    kind,
    after,
    limit,
    ...key
  }: ReconciliationKey & { kind: EntityKind; after: string | null; limit: number },
): Promise<EntryRow[]> {
  const numbers = db
    .selectDistinct({ number: entries.number })
    .from(entries)
    .where(
      and(
        isEntryOf(key),
        eq(entries.kind, kind),
        after === null ? undefined : gt(entries.number, after),
      ),
    )
    .orderBy(asc(entries.number))
    .limit(limit);
  const rows = await db
    .select()
    .from(entries)
    .where(and(isEntryOf(key), eq(entries.kind, kind), inArray(entries.number, numbers)))
    .orderBy(asc(entries.number), asc(entries.source), asc(entries.key));
  return rows.map(typed);
}

/** They have served: the result has all that is kept. */
export async function deleteEntries(db: Database, key: ReconciliationKey): Promise<void> {
  await db.delete(entries).where(isEntryOf(key));
}

function isAfter(after: After) {
  return after
    ? sql`(${entries.kind}::text, ${entries.key}) > (${after.kind}::text, ${after.key}::text)`
    : undefined;
}

function isEntryOf({ installationId, reconciliationId }: ReconciliationKey) {
  return and(
    eq(entries.reconciliationId, reconciliationId),
    eq(entries.installationId, installationId),
  );
}

/** Safe because only `insertEntries` writes them, and there the figures follow the source. */
function typed(row: ReconciliationEntry): EntryRow {
  return row as EntryRow;
}
