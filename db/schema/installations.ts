import { sql } from "drizzle-orm";
import { index, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, timestamps } from "./timestamps";

export const installationStatus = pgEnum("installation_status", [
  "active",
  "uninstalled",
  /** Rackbeat no longer accepts our token. */
  "unreachable",
]);

/** An agreement that has installed the app; owns every other row. */
export const installations = pgTable(
  "installations",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Rackbeat's `user_account.id`: the tenant key. */
    agreementId: text().notNull(),
    companyName: text().notNull(),
    appSlug: text().notNull(),
    /** Sealed. */
    rackbeatToken: text().notNull(),
    settingsSecretHash: text().notNull(),
    webhookSecretHash: text().notNull(),
    /** Sealed: the daily repair has to write the webhook address again. */
    webhookSecret: text().notNull(),
    status: installationStatus().notNull().default("active"),
    /** `Rackbeat-Account-Id` as learnt from the first delivery with a right token. */
    accountHeader: text(),
    locale: text(),
    installedAt: moment().notNull(),
    uninstalledAt: moment(),
    ...timestamps,
  },
  (t) => [
    unique("installations_one_per_agreement").on(t.agreementId),
    index("installations_unreachable").on(t.id).where(sql`${t.status} = 'unreachable'`),
  ],
);

export type Installation = typeof installations.$inferSelect;
