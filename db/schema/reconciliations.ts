import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Problem } from "@/lib/errors/catalog";
import { connections } from "./connections";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";
import { entityKind, type TransferState, transfers } from "./transfers";

export const reconciliationResult = pgEnum("reconciliation_result", [
  "equal",
  /** As it was posted, and otherwise in Rackbeat: the user has decided to keep what is in Fiken. */
  "kept",
  /** Equal, but a person has not approved it in Fiken yet. */
  "draft",
  "missing",
  "changed",
  "deleted",
  /** In Fiken with a number of ours, and not in Rackbeat. */
  "extra",
]);

/** What is read or compared next; null: that stage begins. A run that died goes on from here. */
export type ReconciliationCursor = { stage: string; at: string | number | null };

/** One comparison of Rackbeat's booked documents with Fiken's, for a period of document dates. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    connectionId: uuid()
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    periodFrom: date({ mode: "string" }).notNull(),
    periodTo: date({ mode: "string" }).notNull(),
    startedAt: moment().notNull(),
    finishedAt: moment(),
    cursor: jsonb().$type<ReconciliationCursor>().notNull(),
    /** Why it ended without a result. */
    failure: jsonb().$type<Problem>(),
    /** How many documents of each result; `unreadable`: rows of Rackbeat's that could not be compared. */
    counts: jsonb().$type<Record<string, number>>().notNull().default({}),
    fikenRequests: integer().notNull().default(0),
    ...timestamps,
  },
  (t) => [index("reconciliations_newest").on(t.installationId, t.startedAt)],
);

type Shown = string | number | boolean | null;
/** What should stand in Fiken and what stands there. */
export type RowDifference = { field: string; expected: Shown; actual: Shown };
/** How far a document that is missing in Fiken has come, and what stopped it. */
export type MissingReason = { state: TransferState | null; problem: Problem | null };

/** One document of a comparison. Amounts are in the smallest unit of `currency`. */
export const reconciliationRows = pgTable(
  "reconciliation_rows",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    reconciliationId: uuid()
      .notNull()
      .references(() => reconciliations.id, { onDelete: "cascade" }),
    kind: entityKind().notNull(),
    /** Rackbeat's number; of what stands in Fiken alone its kind and id there. */
    key: text().notNull(),
    number: text().notNull(),
    transferId: uuid().references(() => transfers.id, { onDelete: "set null" }),
    documentDate: date({ mode: "string" }),
    partyName: text(),
    currency: text(),
    rackbeatMinor: bigint({ mode: "number" }),
    fikenMinor: bigint({ mode: "number" }),
    fikenKind: text(),
    fikenId: bigint({ mode: "number" }),
    result: reconciliationResult().notNull(),
    differences: jsonb().$type<RowDifference[]>().notNull().default([]),
    /** Only of one that is missing. */
    reason: jsonb().$type<MissingReason>(),
  },
  (t) => [unique("reconciliation_rows_one_per_key").on(t.reconciliationId, t.kind, t.key)],
);

export type Reconciliation = typeof reconciliations.$inferSelect;
export type ReconciliationRow = typeof reconciliationRows.$inferSelect;
export type ReconciliationResult = ReconciliationRow["result"];
