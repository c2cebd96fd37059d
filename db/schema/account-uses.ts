import { integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { connections } from "./connections";
import { installations } from "./installations";
import { moment } from "./timestamps";

/**
 * What the Fiken products that belong to a Rackbeat product group are booked on already, as last counted: the best
 * reason there is for a proposal.
 */
export const accountUses = pgTable(
  "account_uses",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    connectionId: uuid()
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    productGroup: integer().notNull(),
    account: text().notNull(),
    /** As Fiken names it, in capitals. */
    vatType: text().notNull(),
    products: integer().notNull(),
    countedAt: moment().notNull(),
  },
  (t) => [
    unique("account_uses_one_per_pair").on(t.connectionId, t.productGroup, t.account, t.vatType),
  ],
);

export type AccountUse = typeof accountUses.$inferSelect;
