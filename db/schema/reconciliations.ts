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
import { connections } from "./connections";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";
import { entityKind } from "./transfers";

export const reconciliationResult = pgEnum("reconciliation_result", [
  "equal",
  "missing",
  "changed",
  "deleted",
  /** In Fiken with a number of ours, and not in Rackbeat. */
  "extra",
]);

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
    failure: text(),
    /** How many documents of each result. */
    counts: jsonb().$type<Record<string, number>>().notNull().default({}),
    fikenRequests: integer().notNull().default(0),
    ...timestamps,
  },
  (t) => [index("reconciliations_newest").on(t.installationId, t.startedAt)],
);

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
    number: text().notNull(),
    documentDate: date({ mode: "string" }),
    partyName: text(),
    currency: text(),
    rackbeatMinor: bigint({ mode: "number" }),
    fikenMinor: bigint({ mode: "number" }),
    fikenId: bigint({ mode: "number" }),
    result: reconciliationResult().notNull(),
    /** What differs, as `field: expected → actual`. */
    differences: text(),
  },
  (t) => [unique("reconciliation_rows_one_per_document").on(t.reconciliationId, t.kind, t.number)],
);

export type Reconciliation = typeof reconciliations.$inferSelect;
export type ReconciliationRow = typeof reconciliationRows.$inferSelect;
export type ReconciliationResult = ReconciliationRow["result"];
