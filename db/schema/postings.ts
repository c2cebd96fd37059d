import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Problem } from "@/lib/errors/catalog";
import { connections } from "./connections";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";
import { transfers } from "./transfers";

export const postingState = pgEnum("posting_state", [
  /** Written before the call; without an outcome it is unknown whether Fiken has it. */
  "intent",
  "accepted",
  /** Found in Fiken by a look-up instead of by an answer. */
  "adopted",
  "refused",
  /** Looked for, more than once and spread over a minute, and not there. */
  "missing",
  /** Reversed in Fiken at a person's wish, to be posted anew. */
  "reversed",
]);

/** Fiken has it. */
export const STANDING_STATES = ["accepted", "adopted"] as const;
/** Fiken has it, or may have it. */
export const LIVE_STATES = ["intent", ...STANDING_STATES] as const;

/** One write to Fiken: intent before, outcome after. */
export const postings = pgTable(
  "postings",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    connectionId: uuid()
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    transferId: uuid()
      .notNull()
      .references(() => transfers.id, { onDelete: "cascade" }),
    /** `contact`, `sale`, `sale_draft`, `invoice_draft`, `invoice`, `attachment`… */
    kind: text().notNull(),
    /** What may exist once in Fiken: `10234`, `RB-C-1001`, `10234.pdf`… */
    key: text().notNull(),
    state: postingState().notNull().default("intent"),
    request: jsonb().$type<unknown>().notNull(),
    fikenId: text(),
    problem: jsonb().$type<Problem>(),
    lookUps: integer().notNull().default(0),
    lookedUpAt: moment(),
    intentAt: moment().notNull(),
    outcomeAt: moment(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("postings_one_live_per_key")
      .on(t.connectionId, t.kind, t.key)
      .where(sql`${t.state} in ('intent', 'accepted', 'adopted')`),
    index("postings_by_transfer").on(t.transferId),
  ],
);

export type Posting = typeof postings.$inferSelect;
