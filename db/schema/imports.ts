import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Problem } from "@/lib/errors/catalog";
import { connections } from "./connections";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

export const importKind = pgEnum("import_kind", ["customer", "supplier", "product"]);

export const importStatus = pgEnum("import_status", [
  /** Both sides are being read; nothing is written. May be begun again with other choices. */
  "planning",
  "planned",
  "running",
  "paused",
  /** Every row has an end; failed ones can be retried and untouched ones undone. */
  "finished",
  /** Spent: never again for this agreement. */
  "closed",
]);

/** What is imported, and what stands in for what Fiken does not know. Keys are Rackbeat's numbers. */
export type ImportChoices = {
  kinds: ImportKind[];
  includeInactive: boolean;
  /** Fiken's stock becomes a booked inventory adjustment at this location; null: no stock is carried. */
  openingStock: { location: number; date: string } | null;
  customer: { group: number; paymentTerms: number; layout: number | null; vatZone: string } | null;
  supplier: { group: number; paymentTerms: number; vatZone: string } | null;
  product: { group: number; unit: number | null } | null;
  /** Fiken's days until due → payment terms; what is not listed takes those of its kind above. */
  paymentTermsByDays: Record<string, number>;
  /** `account:vatType` in Fiken → product group; what is not listed takes the one above. */
  groupByAccount: Record<string, number>;
};

/** What is read next; a plan that died goes on from here. */
export type ImportCursor = { stage: string; at: string | number | null };

/** The one-time import of an agreement: one row, ever. */
export const imports = pgTable(
  "imports",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    connectionId: uuid()
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    status: importStatus().notNull().default("planning"),
    choices: jsonb().$type<ImportChoices>().notNull(),
    cursor: jsonb().$type<ImportCursor>().notNull(),
    /** Raised with every plan that is begun: what still works on an earlier one writes nothing more. */
    revision: integer().notNull().default(1),
    /** Why the plan or the run stands still, as a whole. */
    failure: jsonb().$type<Problem>(),
    plannedAt: moment(),
    startedAt: moment(),
    finishedAt: moment(),
    closedAt: moment(),
    ...timestamps,
  },
  (t) => [unique("imports_one_per_installation").on(t.installationId)],
);

export const importAction = pgEnum("import_action", [
  "create",
  /** Already in Rackbeat: bound, nothing written. */
  "link",
  /** Already in Rackbeat, and what differs is written. */
  "update",
  "skip",
  /** Several answers are possible: left out until a person chooses. */
  "conflict",
]);

export const importRowState = pgEnum("import_row_state", [
  /** Not done yet; of an action that writes nothing, neither will it be. */
  "waiting",
  /** Its write has been sent; what became of it is looked up, never repeated blindly. */
  "writing",
  "done",
  "failed",
  "undone",
]);

type Shown = string | number | boolean | null;
export type FieldChange = { field: string; before: Shown; after: Shown };
/** `fill` writes what Rackbeat lacks, `overwrite` everything that differs; both are an `update`. */
export type ImportChoice = "create" | "link" | "fill" | "overwrite" | "skip";
/** A way for the row which a person may choose; the plan's own proposal is one of them, unless it is a conflict. */
export type ImportOption = {
  choice: ImportChoice;
  action: ImportAction;
  /** Of the one there is, or the number kept free for a new one. Null: left out. */
  rackbeatKey: string | null;
  /** The name of the one there is, or of the new one. */
  label: string;
  /** What an `update` writes. */
  changes: FieldChange[];
};

/** One customer, supplier or product of Fiken's, and what becomes of it in Rackbeat. */
export const importRows = pgTable(
  "import_rows",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    kind: importKind().notNull(),
    fikenId: bigint({ mode: "number" }).notNull(),
    /** Rows are listed and written in this order. */
    position: integer().notNull(),
    name: text().notNull(),
    /** Fiken's organisation number or product number. */
    identity: text(),
    action: importAction().notNull(),
    /** What the plan proposed, where a person chose something else. */
    proposed: importAction().notNull(),
    options: jsonb().$type<ImportOption[]>().notNull().default([]),
    /** Rackbeat's number: of what it is linked to, or the one that a new one gets. Null: left out, or not decided. */
    rackbeatKey: text(),
    /** What the match was found by: `binding`, `organization_number`, `number`… */
    matchedBy: text(),
    /** What an `update` writes: fields as Rackbeat spells them. */
    changes: jsonb().$type<FieldChange[]>().notNull().default([]),
    /** What Rackbeat is sent where it is made anew, without its number. Also of rows that are not, for they may be chosen. */
    body: jsonb().$type<Record<string, unknown>>(),
    /** Stock to be carried where it is made anew, exact decimal. */
    stock: text(),
    state: importRowState().notNull().default("waiting"),
    /** Why it is left out, or what a person should know or decide, or what stopped it. */
    problems: jsonb().$type<Problem[]>().notNull().default([]),
    attempts: integer().notNull().default(0),
    /** When the write under way was begun; after a later look finds nothing of it, it is sent again. */
    intentAt: moment(),
    /** When what is under way is looked after next. */
    dueAt: moment(),
    /** Of the entity as Rackbeat showed it after the write: what differs later was touched. */
    written: text(),
    writtenAt: moment(),
    /** Rackbeat's inventory adjustment that carries the stock. */
    adjustmentId: text(),
    stockBookedAt: moment(),
    /** The user wants it taken back in Rackbeat. */
    undoAskedAt: moment(),
    ...timestamps,
  },
  (t) => [
    unique("import_rows_one_per_fiken_id").on(t.importId, t.kind, t.fikenId),
    index("import_rows_in_order").on(t.importId, t.kind, t.position),
    index("import_rows_by_state").on(t.importId, t.state),
    index("import_rows_by_key").on(t.installationId, t.kind, t.rackbeatKey),
    // No customer, supplier or product of Rackbeat's belongs to two rows.
    uniqueIndex("import_rows_one_per_rackbeat_key")
      .on(t.importId, t.kind, t.rackbeatKey)
      .where(sql`${t.action} in ('create', 'link', 'update')`),
  ],
);

export const importSide = pgEnum("import_side", ["fiken", "rackbeat"]);

/** What was read of either side, until the plan has served: the rows are made from it, chunk by chunk. */
export const importEntities = pgTable(
  "import_entities",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    side: importSide().notNull(),
    kind: importKind().notNull(),
    /** Fiken's id or Rackbeat's number. */
    key: text().notNull(),
    /** What it is matched by: little enough for those of all to be held at once. */
    traits: jsonb().$type<Record<string, unknown>>().notNull(),
    /** As its provider showed it. */
    entity: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [unique("import_entities_one_per_key").on(t.importId, t.side, t.kind, t.key)],
);

export type Import = typeof imports.$inferSelect;
export type ImportStatus = Import["status"];
export type ImportRow = typeof importRows.$inferSelect;
export type ImportEntity = typeof importEntities.$inferSelect;
export type ImportSide = ImportEntity["side"];
export type ImportKind = ImportRow["kind"];
export type ImportAction = ImportRow["action"];
export type ImportRowState = ImportRow["state"];
