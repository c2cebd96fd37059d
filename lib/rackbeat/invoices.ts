import { z } from "zod";
import { day, decimal, key, optional, optionalText } from "./values";

const group = z.object({ number: z.number().int(), name: optionalText });

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

const headFields = {
  number: key,
  invoice_date: optional(day),
  due_date: optional(day),
  booked_at: optionalText,
  is_booked: z.boolean(),
  is_creditnote: optional(z.boolean()),
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
  created_at: optionalText,
  updated_at: optionalText,
  lines: z.array(lineSchema),
};

/** A sales invoice, or a credit note (`is_creditnote`). Amounts are exact decimal text in `currency`. */
export const customerInvoiceSchema = z.object({
  ...headFields,
  customer_id: optional(key),
  customer: optional(z.object({ number: key, name: optionalText })),
});

export type RackbeatCustomerInvoice = z.infer<typeof customerInvoiceSchema>;
export type RackbeatInvoiceLine = z.infer<typeof lineSchema>;
