import { bigint, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { billingVatTreatment } from "./billing-lines";

/** The lines of every month, added up by the database as they are written: never written by the app. */
export const billingTotals = pgTable(
  "billing_totals",
  {
    month: text().notNull(),
    vatTreatment: billingVatTreatment().notNull(),
    lines: integer().notNull(),
    netMinor: bigint({ mode: "number" }).notNull(),
    vatMinor: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ name: "billing_totals_one_per_treatment", columns: [t.month, t.vatTreatment] }),
  ],
);
