import { boolean, integer, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment } from "./timestamps";

const percent = () => numeric({ precision: 5, scale: 2 });

/** Rackbeat's product groups as last seen: what the mapping screen lists. Rates are percent. */
export const productGroups = pgTable(
  "product_groups",
  {
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    name: text().notNull(),
    hasInventory: boolean().notNull().default(false),
    /** How many products it has, where Rackbeat tells. */
    productCount: integer(),
    vatDomestic: percent(),
    vatEu: percent(),
    vatAbroad: percent(),
    vatDomesticExempt: percent(),
    firstSeenAt: moment().notNull().defaultNow(),
    seenAt: moment().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "product_groups_one_per_number", columns: [t.installationId, t.number] }),
  ],
);

export type ProductGroup = typeof productGroups.$inferSelect;
