import { sql } from "drizzle-orm";
import { integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

/** Where the daily digest of what waits for a person goes, and what the last one has told. */
export const digests = pgTable("digests", {
  installationId: uuid()
    .primaryKey()
    .references(() => installations.id, { onDelete: "cascade" }),
  /** Null: nobody wants one. */
  address: text(),
  /** Keys of the causes, and numbers of the groups without an account, that have been told and are still there. */
  toldCauses: text().array().notNull().default(sql`'{}'::text[]`),
  toldGroups: integer().array().notNull().default(sql`'{}'::integer[]`),
  sentAt: moment(),
  ...timestamps,
});

export type Digest = typeof digests.$inferSelect;
