import { sql } from "drizzle-orm";
import { boolean, date, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";
import { entityKind } from "./transfers";

/** What a booked Rackbeat document becomes in Fiken: *kladd* or *bokført*. */
export const documentMode = pgEnum("document_mode", ["draft", "booked"]);
/** Who numbers and issues the sales invoice. */
export const invoiceIssuer = pgEnum("invoice_issuer", ["rackbeat", "fiken"]);

/**
 * How a credit note on a sale of ours is booked where Rackbeat issues the invoice: as a negative sale, or, where it
 * credits the whole sale, by reversing that. Which of them Fiken's users want is not settled: a setting.
 */
export const creditNoteForm = pgEnum("credit_note_form", ["negative_sale", "reversal"]);

/** Optional steps of the set-up: the import is skipped, the preview was opened. */
export const PASSED_STEPS = ["import", "preview"] as const;
export type PassedStep = (typeof PASSED_STEPS)[number];

/** What the user chose to transfer, and how. One row per installation; survives a re-install. */
export const transferSettings = pgTable("transfer_settings", {
  installationId: uuid()
    .primaryKey()
    .references(() => installations.id, { onDelete: "cascade" }),
  salesInvoiceMode: documentMode(),
  invoiceIssuer: invoiceIssuer().notNull().default("rackbeat"),
  supplierInvoiceMode: documentMode(),
  creditNoteForm: creditNoteForm().notNull().default("negative_sale"),
  /** Where the supplier's own number stands in Rackbeat's document, the first that is filled. */
  supplierNumberFields: text()
    .array()
    .notNull()
    .default(
      sql`'{supplier_invoice_number,invoice_number,external_number,their_reference,heading}'::text[]`,
    ),
  /** The kinds of entity that are transferred. */
  kinds: entityKind()
    .array()
    .notNull()
    .default(
      sql`'{customer,supplier,product,lot,customer_invoice,supplier_invoice,stock_level}'::entity_kind[]`,
    ),
  attachPdf: boolean().notNull().default(true),
  /** Documents dated before this day are not transferred. */
  startDate: date({ mode: "string" }),
  /** The account to pay to on invoices that Fiken issues, 11 digits; null: the first ordinary one in Fiken. */
  invoiceBankAccount: text(),
  /** Steps of the set-up that nothing waits for and the user has dealt with. */
  passedSteps: text().array().$type<PassedStep[]>().notNull().default(sql`'{}'::text[]`),
  liveAt: moment(),
  pausedAt: moment(),
  ...timestamps,
});

export type TransferSettings = typeof transferSettings.$inferSelect;
export type DocumentMode = (typeof documentMode.enumValues)[number];
export type InvoiceIssuer = (typeof invoiceIssuer.enumValues)[number];
