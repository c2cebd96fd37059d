import { bigint, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

export const webhookState = pgEnum("webhook_state", ["live", "unsupported"]);

/** One webhook of ours in Rackbeat per event; `unsupported` where Rackbeat does not know the event's name. */
export const webhookSubscriptions = pgTable(
  "webhook_subscriptions",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    event: text().notNull(),
    state: webhookState().notNull(),
    rackbeatWebhookId: bigint({ mode: "number" }),
    /** Rackbeat shows the token once, at creation; only its hash is kept. */
    tokenHash: text(),
    checkedAt: moment().notNull(),
    ...timestamps,
  },
  (t) => [unique("webhook_subscriptions_one_per_event").on(t.installationId, t.event)],
);

export type WebhookSubscription = typeof webhookSubscriptions.$inferSelect;
