import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Rule } from "@/lib/billing/rule";
import { billingMonths } from "./billing-months";

export const billingLineKind = pgEnum("billing_line_kind", ["charge", "correction"]);
export const billingVatTreatment = pgEnum("billing_vat_treatment", [
  "danish_vat",
  "reverse_charge",
  "outside_danish_vat",
  /** Flagged, never guessed. */
  "unknown",
]);

/**
 * What there is to invoice for a month, with all that an invoice needs: it outlives the agreement, so it hangs on no
 * other row but its month. Øre of DKK.
 */
export const billingLines = pgTable(
  "billing_lines",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** The month it is invoiced in. */
    month: text()
      .notNull()
      .references(() => billingMonths.month),
    installationId: uuid().notNull(),
    kind: billingLineKind().notNull(),
    /** The month it is for: of a correction a closed one, otherwise `month`. */
    serviceMonth: text().notNull(),
    agreementId: text().notNull(),
    companyName: text().notNull(),
    organizationNumber: text(),
    country: text(),
    vatNumber: text(),
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    days: integer().notNull(),
    daysInMonth: integer().notNull(),
    priceMinor: integer().notNull(),
    netMinor: integer().notNull(),
    vatTreatment: billingVatTreatment().notNull(),
    /** Null: the treatment is not known. */
    vatMinor: integer(),
    /** Why the amounts are what they are. */
    rules: jsonb().$type<Rule[]>().notNull(),
    textDanish: text().notNull(),
    textEnglish: text().notNull(),
  },
  (t) => [
    index("billing_lines_of_month").on(t.month, t.companyName, t.id),
    index("billing_lines_of_installation").on(t.installationId, t.month),
  ],
);

export type BillingLineRow = typeof billingLines.$inferSelect;
