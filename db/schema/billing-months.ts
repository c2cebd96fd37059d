import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./timestamps";

/**
 * A month of the vendor's invoicing. While it is open its lines follow the agreements; once closed, the database lets
 * neither it nor its lines be changed.
 */
export const billingMonths = pgTable("billing_months", {
  /** `yyyy-mm` */
  month: text().primaryKey(),
  openedAt: moment().notNull(),
  closedAt: moment(),
  closedBy: text(),
  /** As closed: øre of DKK. `vatMinor` of the lines whose treatment is known, `unknown` how many are not. */
  lines: integer(),
  netMinor: bigint({ mode: "number" }),
  vatMinor: bigint({ mode: "number" }),
  unknown: integer(),
});

export type BillingMonth = typeof billingMonths.$inferSelect;
