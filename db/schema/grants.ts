import { sql } from "drizzle-orm";
import { index, integer, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

export const grantStatus = pgEnum("grant_status", ["active", "revoked"]);

/** One Fiken OAuth grant. Owns the lane: one request in flight, paced. */
export const grants = pgTable(
  "grants",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    status: grantStatus().notNull().default("active"),
    /** Sealed, both. */
    accessToken: text().notNull(),
    refreshToken: text().notNull(),
    accessTokenExpiresAt: moment().notNull(),
    /** Raised at every refresh: the compare-and-swap of two workers that refresh at once. */
    version: integer().notNull().default(1),
    /** Who has the lane's lease, and until when. */
    laneHolder: uuid(),
    laneUntil: moment(),
    /** No request starts before this moment (the pace). */
    laneNextAt: moment().notNull().defaultNow(),
    /** A wake-up is under way to the drain: further deliveries need not send another. */
    wakeSentAt: moment(),
    ...timestamps,
  },
  (t) => [
    index("grants_by_installation").on(t.installationId),
    index("grants_revoked").on(t.id).where(sql`${t.status} = 'revoked'`),
  ],
);

export type Grant = typeof grants.$inferSelect;
