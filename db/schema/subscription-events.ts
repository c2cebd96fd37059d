import { bigint, index, pgEnum, pgTable, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment } from "./timestamps";

export const subscriptionEventKind = pgEnum("subscription_event_kind", [
  "installed",
  "live",
  "paused",
  "resumed",
  "uninstalled",
  "reinstalled",
]);

/**
 * What happened in an agreement's life, as far as its bill depends on it: installations and settings keep only how
 * things are now. Append-only, by the database itself; goes only with the whole installation.
 */
export const subscriptionEvents = pgTable(
  "subscription_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    kind: subscriptionEventKind().notNull(),
    at: moment().notNull(),
  },
  (t) => [index("subscription_events_in_order").on(t.installationId, t.at, t.id)],
);

export type SubscriptionEvent = typeof subscriptionEvents.$inferSelect;
