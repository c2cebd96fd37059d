import { z } from "zod";
import { attachmentSchema } from "./attachments";
import { contactSchema } from "./contacts";
import { issuedLineSchema } from "./issued-lines";
import { day, fikenId, flag, listOf, minor, optional, optionalText } from "./values";

/** An invoice that Fiken has numbered. Amounts in the invoice's currency; `…InNok` in øre. */
export const invoiceSchema = z.object({
  invoiceId: fikenId,
  invoiceNumber: optional(z.number().int()),
  /** The draft it was made from: the key by which our own work is found again. */
  invoiceDraftUuid: optionalText,
  issueDate: day,
  dueDate: optional(day),
  currency: optionalText,
  net: minor,
  vat: minor,
  gross: minor,
  netInNok: optional(minor),
  vatInNok: optional(minor),
  grossInNok: optional(minor),
  kid: optionalText,
  ourReference: optionalText,
  yourReference: optionalText,
  orderReference: optionalText,
  customer: optional(contactSchema),
  lines: listOf(issuedLineSchema),
  attachments: listOf(attachmentSchema),
  /** The sale behind the invoice: payments belong to it. */
  sale: optional(z.object({ saleId: optional(fikenId), deleted: flag })),
  associatedCreditNotes: listOf(fikenId),
  lastModifiedDate: optional(day),
});

export type FikenInvoice = z.infer<typeof invoiceSchema>;
