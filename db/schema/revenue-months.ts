import { bigint, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { revenueMovementKind } from "./revenue-movements";

/** The movements of all agreements, added up by the database as they are written: never written by the app. */
export const revenueMonths = pgTable(
  "revenue_months",
  {
    month: text().notNull(),
    kind: revenueMovementKind().notNull(),
    agreements: integer().notNull(),
    amountMinor: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ name: "revenue_months_one_per_kind", columns: [t.month, t.kind] })],
);

export type RevenueMonth = typeof revenueMonths.$inferSelect;
