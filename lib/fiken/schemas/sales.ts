import { z } from "zod";
import { attachmentSchema } from "./attachments";
import { bookedLineSchema } from "./booked-lines";
import { contactSchema } from "./contacts";
import { day, fikenId, flag, listOf, minor, optional, optionalText } from "./values";
import type { FikenVatType } from "./vat-types";

/** A booked sale: a document of another system ("Annet salg"), or the sale behind one of Fiken's own invoices. */
export const saleSchema = z.object({
  saleId: fikenId,
  transactionId: optional(fikenId),
  /** The other system's number. Not unique in Fiken. */
  saleNumber: optionalText,
  date: day,
  dueDate: optional(day),
  /** `cash_sale | invoice | external_invoice`. */
  kind: z.string(),
  currency: optionalText,
  netAmount: optional(minor),
  vatAmount: optional(minor),
  totalPaid: optional(minor),
  outstandingBalance: optional(minor),
  settled: flag,
  /** Reversed, but still listed. */
  deleted: flag,
  kid: optionalText,
  customer: optional(contactSchema),
  lines: listOf(bookedLineSchema),
  saleAttachments: listOf(attachmentSchema),
  lastModifiedDate: optional(day),
});

export type FikenSale = z.infer<typeof saleSchema>;

/** POST /sales for a document whose number was given outside Fiken. No payment fields: they would mark it paid. */
export type FikenSaleRequest = {
  kind: "external_invoice";
  /** At most 50 characters in Fiken's older API. */
  saleNumber: string;
  date: string;
  dueDate?: string;
  /** The contactId of a contact that is a customer. */
  customerId: number;
  currency: string;
  /** Required by Fiken's description, which defines no such field; `false` is accepted. */
  paid: false;
  /** 2-25 digits. */
  kid?: string;
  projectId?: number;
  lines: FikenSaleLineRequest[];
};

/** Line totals in the smallest unit: in øre, or for another currency than NOK in that currency. */
export type FikenSaleLineRequest = {
  /** At most 200 characters. */
  description: string;
  account: string;
  vatType: FikenVatType;
} & (
  | { netPrice: number; vat: number; netPriceInCurrency?: never; vatInCurrency?: never }
  | { netPriceInCurrency: number; vatInCurrency: number; netPrice?: never; vat?: never }
);
