import { z } from "zod";
import { attachmentSchema } from "./attachments";
import { contactSchema } from "./contacts";
import { day, fikenId, flag, listOf, minor, optional, optionalText } from "./values";
import { answeredVatType, type FikenVatType } from "./vat-types";

const saleDraftLineSchema = z.object({
  text: optionalText,
  vatType: answeredVatType,
  incomeAccount: optionalText,
  net: optional(minor),
  /** Net and VAT together. */
  gross: optional(minor),
});

/** A sale that a person approves in Fiken; then the draft is gone (404) and a sale stands in its place. */
export const saleDraftSchema = z.object({
  draftId: fikenId,
  /** Given by Fiken. */
  uuid: optionalText,
  /** The other system's number. */
  invoiceNumber: optionalText,
  invoiceIssueDate: optional(day),
  dueDate: optional(day),
  currency: optionalText,
  cash: flag,
  paid: flag,
  kid: optionalText,
  contact: optional(contactSchema),
  lines: listOf(saleDraftLineSchema),
  attachments: listOf(attachmentSchema),
});

export type FikenSaleDraft = z.infer<typeof saleDraftSchema>;

/** POST /sales/drafts. Its fields have other names than those of a booked sale. */
export type FikenSaleDraftRequest = {
  cash: false;
  paid: false;
  /** The other system's number. */
  invoiceNumber: string;
  /** Without it Fiken cannot book the draft. */
  invoiceIssueDate: string;
  dueDate?: string;
  contactId: number;
  currency: string;
  /** 2-25 digits. */
  kid?: string;
  projectId?: number;
  lines: FikenSaleDraftLineRequest[];
};

/** Line totals in the smallest unit of the draft's currency. */
type FikenSaleDraftLineRequest = {
  /** At most 200 characters. */
  text: string;
  vatType: FikenVatType;
  incomeAccount: string;
  net: number;
  /** Net and VAT together. */
  gross: number;
};
