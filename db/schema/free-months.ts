import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { timestamps } from "./timestamps";

/** A month (`yyyy-mm`) in which an agreement pays nothing. */
export const freeMonths = pgTable(
  "free_months",
  {
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    month: text().notNull(),
    reason: text().notNull(),
    createdBy: text().notNull(),
    ...timestamps,
  },
  (t) => [primaryKey({ name: "free_months_once", columns: [t.installationId, t.month] })],
);

export type FreeMonth = typeof freeMonths.$inferSelect;
