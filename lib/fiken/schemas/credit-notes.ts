import { z } from "zod";
import { contactSchema } from "./contacts";
import type { FikenRoundingType } from "./invoice-drafts";
import { issuedLineSchema } from "./issued-lines";
import { day, fikenId, flag, listOf, minor, optional, optionalText } from "./values";
import type { FikenProductVatType } from "./vat-types";

/** A credit note that Fiken has numbered. Amounts in the note's currency; `…InNok` in øre. */
export const creditNoteSchema = z.object({
  creditNoteId: fikenId,
  creditNoteNumber: optional(z.number().int()),
  /** The draft it was made from. Notes made straight from an invoice have none. */
  creditNoteDraftUuid: optionalText,
  /** The invoice it credits. */
  associatedInvoiceId: optional(fikenId),
  issueDate: optional(day),
  currency: optionalText,
  net: minor,
  vat: minor,
  gross: minor,
  netInNok: optional(minor),
  vatInNok: optional(minor),
  grossInNok: optional(minor),
  settled: flag,
  ourReference: optionalText,
  yourReference: optionalText,
  orderReference: optionalText,
  creditNoteText: optionalText,
  customer: optional(contactSchema),
  lines: listOf(issuedLineSchema),
  /** The sale behind the note: payments belong to it. */
  sale: optional(z.object({ saleId: optional(fikenId), deleted: flag })),
  lastModifiedDate: optional(day),
});

export type FikenCreditNote = z.infer<typeof creditNoteSchema>;

/** POST /creditNotes/full: everything on an invoice that Fiken issued. An invoice can be credited once. */
export type FikenCreditNoteFullRequest = {
  issueDate: string;
  /** Of an invoice; a booked sale cannot be credited with it. */
  invoiceId: number;
  /** At most 500 characters. */
  creditNoteText?: string;
};

/** POST /creditNotes/partial: what the lines say, on an invoice or, without one, on a customer's account. */
export type FikenCreditNotePartialRequest = {
  issueDate: string;
  currency?: string;
  /** At most 500 characters. */
  creditNoteText?: string;
  ourReference?: string;
  yourReference?: string;
  /** The buyer's order reference (EHF). */
  orderReference?: string;
  roundingType?: FikenRoundingType;
  lines: FikenCreditNoteLineRequest[];
} & ({ invoiceId: number; contactId?: never } | { contactId: number; invoiceId?: never });

/** What is credited, as positive quantities and prices. */
export type FikenCreditNoteLineRequest = {
  /** At most 200 characters. */
  description: string;
  quantity: number;
  /** Net per unit in whole minor units of the note's currency. */
  unitPrice: number;
  vatType: FikenProductVatType;
  incomeAccount: string;
  /** Percent, 0-100. */
  discount?: number;
  /** At most 200 characters. */
  comment?: string;
};
