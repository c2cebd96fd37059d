import type { z } from "zod";
import { saleDraftSchema } from "./sale-drafts";
import type { FikenPurchaseVatType } from "./vat-types";

/** Fiken answers drafts of sales and of purchases alike: here `incomeAccount` is the cost account. */
export const purchaseDraftSchema = saleDraftSchema;

export type FikenPurchaseDraft = z.infer<typeof purchaseDraftSchema>;

/** POST /purchases/drafts. Its fields have other names than those of a booked purchase. */
export type FikenPurchaseDraftRequest = {
  cash: false;
  paid: false;
  /** The supplier's own invoice number. */
  invoiceNumber: string;
  /** Without it Fiken cannot book the draft. */
  invoiceIssueDate: string;
  dueDate?: string;
  /** The contactId of a contact that is a supplier. */
  contactId: number;
  currency: string;
  /** 2-25 digits. */
  kid?: string;
  projectId?: number;
  lines: FikenPurchaseDraftLineRequest[];
};

/** Line totals in the smallest unit of the draft's currency. */
export type FikenPurchaseDraftLineRequest = {
  /** 1-200 characters. */
  text: string;
  vatType: FikenPurchaseVatType;
  /** The cost account, whatever its name says. */
  incomeAccount: string;
  net: number;
  /** Net and VAT together. */
  gross: number;
};
