import { date, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { moment } from "./timestamps";

/** Who of the vendor's staff has been told of trouble on which morning: written before the mail goes, so that none goes twice. */
export const vendorDigests = pgTable(
  "vendor_digests",
  {
    /** In Copenhagen. */
    day: date({ mode: "string" }).notNull(),
    address: text().notNull(),
    /** Null: under way, or nobody knows whether the mail server has it. */
    sentAt: moment(),
  },
  (t) => [primaryKey({ name: "vendor_digests_one_a_morning", columns: [t.day, t.address] })],
);

export type VendorDigest = typeof vendorDigests.$inferSelect;
