import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { timestamps } from "./timestamps";

/** What the vendor bills, one per agreement: its terms, and who the invoice goes to, where a person has said so. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    installationId: uuid()
      .primaryKey()
      .references(() => installations.id, { onDelete: "cascade" }),
    /** From the first day live. */
    trialDays: integer().notNull().default(0),
    /** ISO 3166; null: as the Fiken company tells. */
    country: text(),
    organizationNumber: text(),
    vatNumber: text(),
    /** `yyyy-mm`: country and VAT number hold for what was invoiced of that month and later too; null: it stays. */
    restatedFrom: text(),
    /** Something that the figures depend on has changed since they were computed. */
    isStale: boolean().notNull().default(true),
    ...timestamps,
  },
  (t) => [
    check("subscriptions_trial_is_no_debt", sql`${t.trialDays} >= 0`),
    index("subscriptions_stale").on(t.installationId).where(sql`${t.isStale}`),
  ],
);

export type Subscription = typeof subscriptions.$inferSelect;
