import { index, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment } from "./timestamps";
import { entityKind, transfers } from "./transfers";

export const deliveryOutcome = pgEnum("delivery_outcome", ["accepted", "ignored"]);

/** One webhook call from Rackbeat as it was seen. Carries no truth, only "entity X may have changed". */
export const deliveries = pgTable(
  "deliveries",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    receivedAt: moment().notNull().defaultNow(),
    event: text().notNull(),
    entityKind: entityKind(),
    rackbeatKey: text(),
    /** As received, cut at 10,000 characters. */
    body: text().notNull(),
    outcome: deliveryOutcome().notNull(),
    /** Why it was ignored: `malformed`, `unknown_event`, `not_live`… */
    reason: text(),
    transferId: uuid().references(() => transfers.id, { onDelete: "set null" }),
  },
  (t) => [index("deliveries_newest").on(t.installationId, t.receivedAt)],
);

export type Delivery = typeof deliveries.$inferSelect;
