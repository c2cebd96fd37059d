import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { timestamps } from "./timestamps";

/** A price that was agreed with one agreement, instead of everybody's. Of two that meet, the later row holds. */
export const pricePeriods = pgTable(
  "price_periods",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    fromDay: date({ mode: "string" }).notNull(),
    /** The last day; null: until further notice. */
    toDay: date({ mode: "string" }),
    /** Øre of DKK a month, without VAT. */
    priceMinor: integer().notNull(),
    reason: text().notNull(),
    createdBy: text().notNull(),
    ...timestamps,
  },
  (t) => [
    index("price_periods_of_installation").on(t.installationId, t.id),
    check("price_periods_price_is_no_debt", sql`${t.priceMinor} >= 0`),
    check("price_periods_end_after_begin", sql`${t.toDay} >= ${t.fromDay}`),
  ],
);

export type PricePeriodRow = typeof pricePeriods.$inferSelect;
