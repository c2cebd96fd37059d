import { z } from "zod";
import {
  day,
  decimal,
  flag,
  key,
  moment,
  optional,
  optionalText,
  perhapsKey,
  perhapsText,
  wholeNumber,
} from "./values";

const group = z.object({ number: wholeNumber, name: optionalText });

const lineSchema = z.object({
  id: optional(key),
  /** The item's number; none on text lines. */
  child_id: optional(key),
  child_type: optionalText,
  item: optional(z.object({ number: optional(key), name: optionalText, group: optional(group) })),
  name: optionalText,
  quantity: optional(decimal),
  /** Per unit, without VAT, before discount. */
  line_price: optional(decimal),
  /** 0-100. */
  discount_percentage: optional(decimal),
  /** Without VAT, after discount. */
  line_total: optional(decimal),
  vat_percentage: optional(decimal),
});

const party = optional(z.object({ number: key, name: optionalText }));

const headFields = {
  number: key,
  invoice_date: optional(day),
  due_date: optional(day),
  booked_at: optional(moment),
  is_booked: flag,
  is_creditnote: optional(flag),
  /** What a credit note credits: the number stands in one of these, if at all. */
  original_invoice_id: perhapsKey,
  invoice_id: perhapsKey,
  credited_invoice_id: perhapsKey,
  credit_for: perhapsKey,
  currency: z.string().regex(/^[A-Z]{3}$/),
  currency_rate: optional(decimal),
  /** Without VAT. */
  total_subtotal: decimal,
  total_vat: optional(decimal),
  /** With VAT. */
  total_total: decimal,
  total_base_currency: optional(decimal),
  vat_zone: optionalText,
  heading: optionalText,
  note: optionalText,
  our_reference: optionalText,
  their_reference: optionalText,
  created_at: optional(moment),
  updated_at: optional(moment),
  lines: z.array(lineSchema),
};

/** A sales invoice, or a credit note (`is_creditnote`). Amounts are exact decimal text in `currency`. */
export const customerInvoiceSchema = z.object({
  ...headFields,
  customer_id: optional(key),
  customer: party,
});

/** A purchase invoice or credit note. Rackbeat does not say which field has the supplier's own invoice number. */
export const supplierInvoiceSchema = z.object({
  ...headFields,
  supplier_id: optional(key),
  supplier: party,
  supplier_invoice_number: perhapsText,
  invoice_number: perhapsText,
  external_number: perhapsText,
});

/** Only shown; a list need not have it. */
const namedParty = z
  .object({ name: optionalText })
  .nullish()
  .transform((party) => party?.name ?? null)
  .catch(null);

/** What a list is asked for: which invoices have changed. The invoice itself is read one by one. */
export const invoiceRowSchema = z.object({
  number: key,
  is_booked: flag,
  booked_at: optional(moment),
  invoice_date: optional(day),
  updated_at: optional(moment),
});

/** What a document comes to, where its lines do not matter. */
export const invoiceTotalsSchema = z.object({
  ...invoiceRowSchema.shape,
  is_creditnote: optional(flag),
  currency: optionalText,
  customer_id: optional(key),
  supplier_id: optional(key),
  customer: namedParty,
  supplier: namedParty,
  /** Any of these may have the supplier's own number. */
  supplier_invoice_number: perhapsText,
  invoice_number: perhapsText,
  external_number: perhapsText,
  their_reference: perhapsText,
  heading: perhapsText,
  total_subtotal: optional(decimal),
  total_vat: optional(decimal),
  total_total: optional(decimal),
});

export type RackbeatCustomerInvoice = z.infer<typeof customerInvoiceSchema>;
export type RackbeatSupplierInvoice = z.infer<typeof supplierInvoiceSchema>;
export type RackbeatInvoiceLine = z.infer<typeof lineSchema>;
export type RackbeatInvoiceRow = z.infer<typeof invoiceRowSchema>;
export type RackbeatInvoiceTotals = z.infer<typeof invoiceTotalsSchema>;
