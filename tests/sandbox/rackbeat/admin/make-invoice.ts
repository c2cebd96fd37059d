import { z } from "zod";
import { isDate } from "../time";
import type { Agreement } from "../world/agreement";
import { decimal, given } from "../world/decimals";
import { bookInvoice, createInvoice, type InvoiceUpdate } from "../world/invoices";
import { type Invoice, type InvoiceKind, VAT_ZONES } from "../world/rows";

const lineSchema = z.object({
  itemNumber: z.string().optional(),
  /** The line's text; with no item and no price it is a text-only line. */
  text: z.string().optional(),
  quantity: decimal.optional(),
  linePrice: decimal.optional(),
  discountPercentage: z.number().optional(),
  vatPercentage: z.number().optional(),
  /** Overrides what Rackbeat would have computed, for documents that do not add up. */
  lineTotal: z.number().optional(),
});
type LineInput = z.infer<typeof lineSchema>;

const invoiceSchema = z.object({
  lines: z.array(lineSchema),
  number: z.int().optional(),
  currency: z.string().optional(),
  currencyRate: z.number().optional(),
  vatZone: z.enum(VAT_ZONES).optional(),
  invoiceDate: z.string().refine(isDate).optional(),
  dueDate: z.string().refine(isDate).optional(),
  heading: z.string().optional(),
  note: z.string().optional(),
  ourReference: z.string().optional(),
  theirReference: z.string().optional(),
  /** False leaves it a draft. */
  book: z.boolean().optional(),
  suppressWebhooks: z.boolean().optional(),
  /** Overrides the computed totals, for documents that do not add up. */
  totals: z.object({ subtotal: z.number(), vat: z.number(), total: z.number() }).optional(),
});
type InvoiceInput = z.infer<typeof invoiceSchema> & {
  customerNumber?: number;
  supplierNumber?: number;
  supplierInvoiceNumber?: string | undefined;
};

export const customerInvoiceSchema = invoiceSchema.extend({ customerNumber: z.int() });

export const supplierInvoiceSchema = invoiceSchema.extend({
  supplierNumber: z.int(),
  supplierInvoiceNumber: z.string().optional(),
});

/** Makes an invoice and books it, with the webhooks of both. */
export function makeInvoice(agreement: Agreement, kind: InvoiceKind, input: InvoiceInput): Invoice {
  const make = () => {
    const invoice = createInvoice(agreement, kind, apiInput(input));
    override(invoice, input);
    return input.book === false ? invoice : bookInvoice(agreement, kind, invoice.number);
  };
  return input.suppressWebhooks ? agreement.silently(make) : make();
}

function apiInput(input: InvoiceInput): InvoiceUpdate {
  return given({
    customer_id: input.customerNumber,
    supplier_id: input.supplierNumber,
    supplier_invoice_number: input.supplierInvoiceNumber,
    number: input.number,
    currency: input.currency,
    currency_rate: input.currencyRate,
    vat_zone: input.vatZone,
    invoice_date: input.invoiceDate,
    due_date: input.dueDate,
    heading: input.heading,
    note: input.note,
    our_reference: input.ourReference,
    their_reference: input.theirReference,
    lines: input.lines.map(apiLine),
  });
}

function apiLine(line: LineInput) {
  const textOnly = line.itemNumber === undefined && line.linePrice === undefined;
  return {
    quantity: line.quantity ?? (textOnly ? 0 : 1),
    ...given({
      item_id: line.itemNumber,
      name: line.text,
      line_price: line.linePrice,
      discount_percentage: line.discountPercentage,
      vat_percentage: line.vatPercentage,
    }),
  };
}

function override(invoice: Invoice, { lines, totals }: InvoiceInput): void {
  lines.forEach(({ lineTotal }, at) => {
    const line = invoice.lines[at];
    if (line && lineTotal !== undefined) line.line_total = lineTotal;
  });
  if (!totals) return;
  const { subtotal: total_subtotal, vat: total_vat, total: total_total } = totals;
  Object.assign(invoice, { total_subtotal, total_vat, total_total });
}
