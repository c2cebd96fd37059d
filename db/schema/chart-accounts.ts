import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { connections } from "./connections";
import { installations } from "./installations";
import { moment } from "./timestamps";

/** The Fiken company's chart of accounts as last seen. */
export const chartAccounts = pgTable(
  "chart_accounts",
  {
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    connectionId: uuid()
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    code: text().notNull(),
    name: text().notNull(),
    seenAt: moment().notNull().defaultNow(),
  },
  (t) => [primaryKey({ name: "chart_accounts_one_per_code", columns: [t.connectionId, t.code] })],
);

export type ChartAccount = typeof chartAccounts.$inferSelect;
