import { date, index, integer, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { STANDINGS } from "@/lib/billing/standing";
import { installations } from "./installations";
import { moment } from "./timestamps";

export const subscriptionStanding = pgEnum("subscription_standing", STANDINGS);

/** Where every agreement stands, as computed from its history: what the vendor's lists search, filter and sort. */
export const subscriptionStandings = pgTable(
  "subscription_standings",
  {
    installationId: uuid()
      .primaryKey()
      .references(() => installations.id, { onDelete: "cascade" }),
    agreementId: text().notNull(),
    companyName: text().notNull(),
    organizationNumber: text(),
    country: text(),
    vatNumber: text(),
    standing: subscriptionStanding().notNull(),
    /** The last day on which it stands so, as far as is known. */
    until: date({ mode: "string" }),
    /** Øre a month; null where it does not run. */
    priceMinor: integer(),
    liveOn: date({ mode: "string" }),
    /** In lower case what a search looks in: company, agreement, organisation number. */
    searchText: text().notNull(),
    computedAt: moment().notNull(),
  },
  (t) => [
    index("subscription_standings_by_company").on(t.companyName, t.installationId),
    index("subscription_standings_by_standing").on(t.standing, t.companyName, t.installationId),
    index("subscription_standings_until").on(t.until),
  ],
);

export type SubscriptionStanding = typeof subscriptionStandings.$inferSelect;
