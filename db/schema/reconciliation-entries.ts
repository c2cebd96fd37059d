import { index, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { reconciliations } from "./reconciliations";
import { entityKind } from "./transfers";

export const reconciliationSource = pgEnum("reconciliation_source", ["rackbeat", "fiken"]);

/** Amounts are in the smallest unit of `currency`, negative on a credit note. */
type Figures = {
  /** In Fiken, as it should be or as it is. */
  number: string | null;
  partyName: string | null;
  /** In Fiken; null: not known. */
  contactId: number | null;
  /** `yyyy-mm-dd`, or "" where a draft has none. */
  date: string;
  currency: string;
  grossMinor: number;
  vatMinor: number | null;
};

export type RackbeatFigures = Figures & {
  /** `left_out`: booked, but not to be transferred. `unbooked`: should not stand in Fiken. */
  standing: "compared" | "left_out" | "unbooked";
  number: string;
  transferId: string | null;
  fikenKind: string | null;
  fikenId: number | null;
};

export type FikenFigures = Omit<Figures, "grossMinor"> & {
  /** Null: a draft of which Fiken does not tell. */
  grossMinor: number | null;
  fikenKind: string;
  fikenId: number;
  deleted: boolean;
  /** Rackbeat's number of the document that was posted as this one. */
  rackbeatKey: string | null;
};

/** What a reconciliation has read so far, until it is compared: a year's documents do not fit one step. */
export const reconciliationEntries = pgTable(
  "reconciliation_entries",
  {
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    reconciliationId: uuid()
      .notNull()
      .references(() => reconciliations.id, { onDelete: "cascade" }),
    source: reconciliationSource().notNull(),
    kind: entityKind().notNull(),
    /** Rackbeat's number, or Fiken's kind and id. */
    key: text().notNull(),
    /** Entries of one number are compared together. What was posted as ours goes by our number, whatever it has now. */
    number: text().notNull(),
    figures: jsonb().$type<RackbeatFigures | FikenFigures>().notNull(),
  },
  (t) => [
    primaryKey({
      name: "reconciliation_entries_one_per_key",
      columns: [t.reconciliationId, t.source, t.kind, t.key],
    }),
    index("reconciliation_entries_by_number").on(t.reconciliationId, t.kind, t.number),
  ],
);

export type ReconciliationEntry = typeof reconciliationEntries.$inferSelect;
