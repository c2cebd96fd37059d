import { sql } from "drizzle-orm";
import { pgEnum, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { grants } from "./grants";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

export const connectionStatus = pgEnum("connection_status", ["active", "disconnected"]);

/** An installation's permission to write to one Fiken company. Kept when disconnected: its bindings outlive it. */
export const connections = pgTable(
  "connections",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    grantId: uuid()
      .notNull()
      .references(() => grants.id, { onDelete: "cascade" }),
    companySlug: text().notNull(),
    companyName: text().notNull(),
    organizationNumber: text(),
    /** Fiken's `no | yearly | monthly | bi-monthly`; `no` means not VAT registered. */
    vatType: text(),
    status: connectionStatus().notNull().default("active"),
    connectedAt: moment().notNull(),
    ...timestamps,
  },
  (t) => [
    unique("connections_one_per_company").on(t.installationId, t.companySlug),
    uniqueIndex("connections_one_active").on(t.installationId).where(sql`${t.status} = 'active'`),
  ],
);

export type Connection = typeof connections.$inferSelect;
