import { z } from "zod";
import { attachmentSchema } from "./attachments";
import { bookedLineSchema } from "./booked-lines";
import { contactSchema } from "./contacts";
import { day, fikenId, flag, listOf, optional, optionalText } from "./values";
import type { FikenPurchaseVatType } from "./vat-types";

/** A booked supplier invoice or cash purchase. It has no totals of its own: its lines are the amount. */
export const purchaseSchema = z.object({
  purchaseId: fikenId,
  transactionId: optional(fikenId),
  /** The supplier's invoice number. Not unique, and nothing in Fiken looks it up. */
  identifier: optionalText,
  /** The invoice's date, though Fiken's text calls it the payment date. */
  date: day,
  dueDate: optional(day),
  /** `cash_purchase | supplier`. */
  kind: z.string(),
  currency: optionalText,
  paid: flag,
  settled: flag,
  /** Reversed, but still listed. */
  deleted: flag,
  supplier: optional(contactSchema),
  lines: listOf(bookedLineSchema),
  purchaseAttachments: listOf(attachmentSchema),
  /** Not in every answer. */
  lastModifiedDate: optional(day),
});

export type FikenPurchase = z.infer<typeof purchaseSchema>;

/** POST /purchases for a supplier's invoice or, with minus amounts, credit note. No payment fields: it is unpaid. */
export type FikenPurchaseRequest = {
  kind: "supplier";
  /** The supplier's own invoice number. */
  identifier: string;
  /** The invoice's date. */
  date: string;
  dueDate?: string;
  /** The contactId of a contact that is a supplier. */
  supplierId: number;
  currency: string;
  /** Required by Fiken's description, which defines no such field; `false` is accepted. */
  paid: false;
  /** 2-25 digits. */
  kid?: string;
  projectId?: number;
  lines: FikenPurchaseLineRequest[];
};

/** Line totals in the smallest unit: in øre, or for another currency than NOK in that currency. */
export type FikenPurchaseLineRequest = {
  /** 1-200 characters. */
  description: string;
  /** The cost account. */
  account: string;
  vatType: FikenPurchaseVatType;
} & (
  | { netPrice: number; vat: number; netPriceInCurrency?: never; vatInCurrency?: never }
  | { netPriceInCurrency: number; vatInCurrency: number; netPrice?: never; vat?: never }
);
