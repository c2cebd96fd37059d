import { isNotNull, sql } from "drizzle-orm";
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
import { ENTITY_KINDS } from "@/lib/entity-kinds";
import type { Problem } from "@/lib/errors/catalog";
import { connections } from "./connections";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

export const entityKind = pgEnum("entity_kind", ENTITY_KINDS);

export const transferState = pgEnum("transfer_state", [
  "pending",
  "working",
  "posted",
  "verified",
  "held",
  "checking",
  "failed",
  "unchanged",
  "excluded",
  /** A person wants it left out; the reason stands in its timeline. */
  "skipped",
]);

/** One entity's durable way to Fiken: the outbox, the history and the lock in one row. */
export const transfers = pgTable(
  "transfers",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    connectionId: uuid()
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    kind: entityKind().notNull(),
    rackbeatKey: text().notNull(),
    state: transferState().notNull().default("pending"),
    /** Raised by every delivery; what the drain has answered stands in `handledRequests`. */
    requests: integer().notNull().default(1),
    handledRequests: integer().notNull().default(0),
    requestedAt: moment().notNull().defaultNow(),
    /**
     * When the drain may take it; while `claim` is set, when that claim runs out. Where it is held or has failed:
     * when it is looked at again of our own accord.
     */
    dueAt: moment().notNull().defaultNow(),
    /** The drain that is working on it. */
    claim: uuid(),
    attempts: integer().notNull().default(0),
    problems: jsonb().$type<Problem[]>().notNull().default([]),
    /** One key per cause that holds it: fixing a cause releases by key. */
    causes: text().array().notNull().default(sql`'{}'::text[]`),
    /** Of the entity as it was sent, or as the user has kept it; a different one later means it was changed. */
    contentHash: text(),
    /** The user wants what stands in Fiken taken back, and the document posted anew. */
    reverseAskedAt: moment(),
    /** What the screens show of the document; amounts in the smallest unit of `currency`. */
    partyName: text(),
    documentDate: date({ mode: "string" }),
    bookedAt: moment(),
    currency: text(),
    totalMinor: bigint({ mode: "number" }),
    vatMinor: bigint({ mode: "number" }),
    /** Rackbeat's product groups of its lines, or of the product; null among them: a line without a product. */
    productGroups: integer()
      .array()
      .$type<(number | null)[]>()
      .notNull()
      .default(sql`'{}'::integer[]`),
    /** What stands in Fiken: `sale`, `sale_draft`, `invoice`, `invoice_draft`, `contact`… and its id. */
    fikenKind: text(),
    fikenId: bigint({ mode: "number" }),
    fikenRequests: integer().notNull().default(0),
    postedAt: moment(),
    verifiedAt: moment(),
    ...timestamps,
  },
  (t) => [
    unique("transfers_one_per_entity").on(t.connectionId, t.kind, t.rackbeatKey),
    index("transfers_due").on(t.connectionId, t.state, t.dueAt),
    // The endless list, newest first; a part of the states and kinds, and how many wait or move.
    index("transfers_newest").on(t.installationId, t.requestedAt, t.id),
    index("transfers_by_state").on(t.installationId, t.state, t.kind, t.requestedAt, t.id),
    // What is searched for: a period, the beginning of a number, an amount, a party.
    index("transfers_by_date")
      .on(t.installationId, t.documentDate, t.id, t.state, t.kind)
      .where(isNotNull(t.documentDate)),
    index("transfers_by_number").on(t.installationId, t.rackbeatKey.op("text_pattern_ops")),
    index("transfers_by_amount").on(t.installationId, t.totalMinor).where(isNotNull(t.totalMinor)),
    index("transfers_by_party").on(t.installationId, t.partyName).where(isNotNull(t.partyName)),
    // How many documents a day, and how long they took.
    index("transfers_verified")
      .on(t.installationId, t.verifiedAt, t.kind)
      .where(isNotNull(t.verifiedAt)),
    index("transfers_by_cause").using("gin", t.causes),
    // Where something has waited longest: over all installations, and of each.
    index("transfers_unfinished")
      .on(t.requestedAt, t.id)
      .where(sql`${t.state} in ('pending', 'working', 'posted', 'checking', 'held', 'failed')`),
    index("transfers_unfinished_of_installation")
      .on(t.installationId, t.requestedAt, t.id, t.state)
      .where(sql`${t.state} in ('pending', 'working', 'posted', 'checking', 'held', 'failed')`),
  ],
);

export type Transfer = typeof transfers.$inferSelect;
export type EntityKind = Transfer["kind"];
export type TransferState = Transfer["state"];
