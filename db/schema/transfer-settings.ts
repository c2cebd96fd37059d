import { boolean, date, pgEnum, pgTable, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

/** What a booked Rackbeat document becomes in Fiken: *kladd* or *bokført*. */
export const documentMode = pgEnum("document_mode", ["draft", "booked"]);
/** Who numbers and issues the sales invoice. */
export const invoiceIssuer = pgEnum("invoice_issuer", ["rackbeat", "fiken"]);

/** What the user chose to transfer, and how. One row per installation; survives a re-install. */
export const transferSettings = pgTable("transfer_settings", {
  installationId: uuid()
    .primaryKey()
    .references(() => installations.id, { onDelete: "cascade" }),
  salesInvoiceMode: documentMode(),
  invoiceIssuer: invoiceIssuer().notNull().default("rackbeat"),
  attachPdf: boolean().notNull().default(true),
  /** Documents dated before this day are not transferred. */
  startDate: date({ mode: "string" }),
  liveAt: moment(),
  pausedAt: moment(),
  ...timestamps,
});

export type TransferSettings = typeof transferSettings.$inferSelect;
export type DocumentMode = (typeof documentMode.enumValues)[number];
export type InvoiceIssuer = (typeof invoiceIssuer.enumValues)[number];
