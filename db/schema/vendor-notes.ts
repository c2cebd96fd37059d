import { bigint, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment } from "./timestamps";

/** What the vendor's staff have written about an agreement. */
export const vendorNotes = pgTable(
  "vendor_notes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    at: moment().notNull(),
    author: text().notNull(),
    text: text().notNull(),
  },
  (t) => [index("vendor_notes_newest").on(t.installationId, t.id)],
);

export type VendorNote = typeof vendorNotes.$inferSelect;
