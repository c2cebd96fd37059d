import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { VatTreatment } from "@/lib/billing/vat";
import { moment } from "./timestamps";

/** Øre of DKK; `vatMinor` is 0 where the treatment is not known. */
export type TreatmentTotal = {
  vatTreatment: VatTreatment;
  lines: number;
  netMinor: number;
  vatMinor: number;
};

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
  /** The sums it was closed with. */
  totals: jsonb().$type<TreatmentTotal[]>(),
});

export type BillingMonth = typeof billingMonths.$inferSelect;
