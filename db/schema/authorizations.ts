import { pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

export const authorizationPurpose = pgEnum("authorization_purpose", ["install", "reconnect"]);
export const authorizationStatus = pgEnum("authorization_status", [
  "started",
  /** The one exchange and accept are under way: a second callback waits for their outcome. */
  "accepting",
  "finished",
  "cancelled",
  "failed",
]);

/** One walk through Fiken's login, known by its OAuth state: part of an install, or a reconnect. */
export const authorizations = pgTable(
  "authorizations",
  {
    id: uuid().primaryKey().defaultRandom(),
    purpose: authorizationPurpose().notNull(),
    status: authorizationStatus().notNull().default("started"),
    stateHash: text().notNull(),
    /** Rackbeat's integration request token: hashed to find it, sealed to accept it late. */
    installTokenHash: text(),
    installToken: text(),
    installationId: uuid().references(() => installations.id, { onDelete: "cascade" }),
    /** Where the browser goes when it is finished: a callback that comes twice is answered alike. */
    redirectTo: text(),
    expiresAt: moment().notNull(),
    ...timestamps,
  },
  (t) => [
    unique("authorizations_one_per_state").on(t.stateHash),
    unique("authorizations_one_per_install_token").on(t.installTokenHash),
  ],
);

export type Authorization = typeof authorizations.$inferSelect;
