import { z } from "zod";
import { attachmentSchema } from "./attachments";
import { contactSchema } from "./contacts";
import { day, fikenId, listOf, minor, optional, optionalText } from "./values";
import { answeredVatType, type FikenVatType } from "./vat-types";

const invoiceDraftLineSchema = z.object({
  description: optionalText,
  comment: optionalText,
  productId: optional(fikenId),
  quantity: z.number(),
  unitPrice: optional(minor),
  /** Percent, 0-100. */
  discount: optional(z.number()),
  vatType: answeredVatType,
  incomeAccount: optionalText,
});

export const invoiceDraftSchema = z.object({
  draftId: fikenId,
  /** Chosen by us where we made it. */
  uuid: z.string().transform((uuid) => uuid.toLowerCase()),
  type: optionalText,
  issueDate: optional(day),
  daysUntilDueDate: optional(z.number().int()),
  currency: optionalText,
  net: optional(minor),
  gross: optional(minor),
  ourReference: optionalText,
  yourReference: optionalText,
  orderReference: optionalText,
  bankAccountNumber: optionalText,
  customers: listOf(contactSchema),
  lines: listOf(invoiceDraftLineSchema),
  attachments: listOf(attachmentSchema),
});

export type FikenInvoiceDraft = z.infer<typeof invoiceDraftSchema>;

/** Rounding of the invoice's total; NOK only. */
export type FikenRoundingType =
  | "none"
  | "round_half"
  | "round_whole"
  | "round_down_half"
  | "round_down_whole";

/** POST /invoices/drafts: Fiken numbers the invoice when the draft is issued. */
export type FikenInvoiceDraftRequest = {
  type: "invoice" | "credit_note";
  /** Our own key: finds the draft, and later the invoice made from it. */
  uuid: string;
  issueDate?: string;
  daysUntilDueDate: number;
  customerId: number;
  currency?: string;
  /** At most 500 characters, printed above the lines. */
  invoiceText?: string;
  ourReference?: string;
  yourReference?: string;
  /** The buyer's order reference (EHF). */
  orderReference?: string;
  /** The 11 digits, not the ledger account. Without it the draft cannot be issued. */
  bankAccountNumber?: string;
  projectId?: number;
  roundingType?: FikenRoundingType;
  lines: FikenInvoiceDraftLineRequest[];
};

/** A line without a product; Fiken computes net and VAT from it. */
export type FikenInvoiceDraftLineRequest = {
  /** At most 200 characters. */
  description: string;
  quantity: number;
  /** Net per unit in whole minor units of the draft's currency. */
  unitPrice: number;
  vatType: FikenVatType;
  incomeAccount: string;
  /** Percent, 0-100. */
  discount?: number;
  /** At most 200 characters. */
  comment?: string;
};
