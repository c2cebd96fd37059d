import { z } from "zod";
import { forbidden, invalid } from "../refusal";
import { addDays, isDate, today } from "../time";
import type { Agreement } from "./agreement";
import { changedFields, decimal, given, percent } from "./decimals";
import { moveStock } from "./invoice-stock";
import { baseTotal, invoiceTotals, lineTotal } from "./invoice-totals";
import { type Invoice, type InvoiceKind, type InvoiceLine, VAT_ZONES, type VatZone } from "./rows";

const date = z.string().refine(isDate, { error: "date" });

const lineSchema = z.object({
  item_id: z.string().nullish(),
  product_id: z.string().nullish(),
  lot_id: z.string().nullish(),
  name: z.string().nullish(),
  quantity: decimal,
  line_price: decimal.optional(),
  discount_percentage: percent.optional(),
  vat_percentage: percent.optional(),
});
type LineInput = z.infer<typeof lineSchema>;

export const invoiceUpdateSchema = z.object({
  number: z.int().min(1).max(999_999_999).optional(),
  customer_id: z.int().optional(),
  supplier_id: z.int().optional(),
  invoice_date: date.optional(),
  due_date: date.optional(),
  currency: z.string().length(3).optional(),
  currency_rate: decimal.positive().optional(),
  heading: z.string().max(255).nullish(),
  note: z.string().max(800).nullish(),
  our_reference: z.string().max(255).nullish(),
  their_reference: z.string().max(255).nullish(),
  supplier_invoice_number: z.string().max(255).nullish(),
  payment_terms_id: z.int().optional(),
  layout_id: z.int().optional(),
  vat_zone: z.enum(VAT_ZONES).optional(),
  lines: z.array(lineSchema).optional(),
});
export type InvoiceUpdate = z.infer<typeof invoiceUpdateSchema>;

/** A draft already has the number that it keeps when booked. */
export function createInvoice(
  agreement: Agreement,
  kind: InvoiceKind,
  input: InvoiceUpdate,
): Invoice {
  const partyField = `${kind}_id` as const;
  const partyNumber = input[partyField];
  if (partyNumber === undefined) {
    throw invalid({ [partyField]: `The ${kind} id field is required.` });
  }
  const party = agreement.parties(kind).require(partyNumber, partyField);
  const terms = agreement.paymentTerms.require(
    input.payment_terms_id ?? party.payment_terms_id,
    "payment_terms_id",
  );
  const currency = input.currency ?? party.currency;
  const invoice_date = input.invoice_date ?? today();
  const vat_zone = input.vat_zone ?? party.vat_zone;
  const now = new Date();
  const invoice: Invoice = {
    heading: null,
    note: null,
    our_reference: party.our_reference,
    their_reference: party.their_reference,
    supplier_invoice_number: null,
    layout_id: party.layout_id,
    due_date: addDays(invoice_date, terms.maturity_days),
    ...given(headOf(input)),
    kind,
    number: input.number ?? agreement.invoices(kind).nextNumber(),
    party: party.number,
    invoice_date,
    payment_terms_id: terms.number,
    vat_zone,
    currency,
    currency_rate: input.currency_rate ?? defaultRate(agreement, currency),
    booked_at: null,
    is_booked: false,
    is_paid: false,
    is_creditnote: false,
    stock_returned: false,
    credits: null,
    lines: (input.lines ?? []).map((line, at) => invoiceLine(agreement, vat_zone, line, at)),
    total_subtotal: 0,
    total_vat: 0,
    total_total: 0,
    total_base_currency: 0,
    created_at: now,
    updated_at: now,
  };
  recount(agreement, invoice);
  agreement.invoices(kind).insert(invoice);
  announce(agreement, invoice, "created");
  return invoice;
}

/** Throws 403 once the invoice is booked. */
export function updateInvoice(
  agreement: Agreement,
  kind: InvoiceKind,
  number: string | number,
  input: InvoiceUpdate,
): Invoice {
  const invoice = requireDraft(agreement, kind, number);
  const partyNumber = input[`${kind}_id`];
  const fields = {
    ...given(headOf(input)),
    ...given({
      party: partyNumber && agreement.parties(kind).require(partyNumber, `${kind}_id`).number,
      vat_zone: input.vat_zone,
      currency: input.currency,
      currency_rate: input.currency_rate,
      lines: input.lines?.map((line, at) =>
        invoiceLine(agreement, input.vat_zone ?? invoice.vat_zone, line, at),
      ),
    }),
  };
  const changed = changedFields(invoice, fields);
  Object.assign(invoice, fields, { updated_at: new Date() });
  recount(agreement, invoice);
  announce(agreement, invoice, "updated", changed);
  return invoice;
}

/** Throws 403 once the invoice is booked. */
export function deleteInvoice(
  agreement: Agreement,
  kind: InvoiceKind,
  number: string | number,
): void {
  const invoice = requireDraft(agreement, kind, number);
  agreement.invoices(kind).remove(invoice.number);
  announce(agreement, invoice, "deleted");
}

/** Throws 403 if it is booked already, 422 if it has no lines. Moves the stock of the items sold or bought. */
export function bookInvoice(
  agreement: Agreement,
  kind: InvoiceKind,
  number: string | number,
): Invoice {
  const invoice = requireDraft(agreement, kind, number);
  if (invoice.lines.length === 0) throw invalid({ lines: "The invoice has no lines." });
  const now = new Date();
  Object.assign(invoice, { is_booked: true, booked_at: now, updated_at: now });
  announce(agreement, invoice, "booked");
  moveStock(agreement, invoice, "book");
  return invoice;
}

/** A booked invoice becomes a draft again, under the same number. Throws 403 if it is a draft. */
export function unbookInvoice(
  agreement: Agreement,
  kind: InvoiceKind,
  number: string | number,
): Invoice {
  const invoice = agreement.invoices(kind).get(number);
  if (!invoice.is_booked) throw forbidden(`The invoice #${invoice.number} is not booked.`);
  Object.assign(invoice, { is_booked: false, booked_at: null, updated_at: new Date() });
  announce(agreement, invoice, "unbooked");
  moveStock(agreement, invoice, "unbook");
  return invoice;
}

/** Throws 403 unless the original is a booked invoice. */
export function createCreditNote(
  agreement: Agreement,
  kind: InvoiceKind,
  number: string | number,
): Invoice {
  const original = agreement.invoices(kind).get(number);
  if (!original.is_booked || original.is_creditnote) {
    throw forbidden(`The invoice #${original.number} cannot be credited.`);
  }
  const sign = agreement.quirks.creditNoteSign === "negative" ? -1 : 1;
  const now = new Date();
  const note: Invoice = {
    ...original,
    number: agreement.invoices(kind).nextNumber(),
    invoice_date: today(),
    due_date: today(),
    booked_at: null,
    is_booked: false,
    is_paid: false,
    is_creditnote: true,
    stock_returned: true,
    credits: original.number,
    lines: original.lines.map((line) => ({
      ...line,
      id: agreement.nextId(),
      quantity: line.quantity * sign,
    })),
    created_at: now,
    updated_at: now,
  };
  recount(agreement, note);
  agreement.invoices(kind).insert(note);
  announce(agreement, note, "created");
  if (agreement.quirks.creditNoteState === "booked") bookInvoice(agreement, kind, note.number);
  return note;
}

function requireDraft(agreement: Agreement, kind: InvoiceKind, number: string | number): Invoice {
  const invoice = agreement.invoices(kind).get(number);
  if (invoice.is_booked) throw forbidden(`The invoice #${invoice.number} is already booked.`);
  return invoice;
}

function recount(agreement: Agreement, invoice: Invoice): void {
  const { rounding, currencyRatePer } = agreement.quirks;
  for (const line of invoice.lines) line.line_total = lineTotal(line, rounding);
  Object.assign(invoice, invoiceTotals(invoice.lines));
  invoice.total_base_currency = baseTotal(
    invoice.total_total,
    invoice.currency_rate,
    currencyRatePer,
  );
}

function invoiceLine(
  agreement: Agreement,
  zone: VatZone,
  line: LineInput,
  at: number,
): InvoiceLine {
  const number = line.item_id ?? line.product_id ?? line.lot_id ?? null;
  const item = agreement.findItem(number);
  if (number !== null && !item) {
    throw invalid({ [`lines.${at}.item_id`]: "The selected item id is invalid." });
  }
  if (!item && !line.name) throw invalid({ [`lines.${at}.name`]: "The name field is required." });
  const group = item && agreement.productGroups.find(item.group_id);
  return {
    id: agreement.nextId(),
    child_id: item?.number ?? null,
    child_type: item?.type ?? null,
    name: line.name ?? item?.name ?? "",
    quantity: line.quantity,
    unit: agreement.units.find(item?.unit_id)?.name ?? null,
    line_price: line.line_price ?? item?.sales_price ?? 0,
    discount_percentage: line.discount_percentage ?? 0,
    line_total: 0,
    vat_percentage: line.vat_percentage ?? group?.[`vat_${zone}`] ?? 0,
    item_cost_price: item?.recommended_cost_price ?? 0,
  };
}

/** The head fields that need no look-up. */
function headOf(input: InvoiceUpdate) {
  const { invoice_date, due_date, heading, note, our_reference, their_reference } = input;
  const { supplier_invoice_number } = input;
  return {
    ...{ invoice_date, due_date, heading, note, our_reference, their_reference },
    supplier_invoice_number,
  };
}

function defaultRate(agreement: Agreement, currency: string): number {
  if (currency === agreement.baseCurrency) return agreement.quirks.currencyRatePer;
  return agreement.currencies.require(currency, "currency").rate * agreement.quirks.currencyRatePer;
}

function announce(
  agreement: Agreement,
  { kind, number }: Invoice,
  what: "created" | "updated" | "booked" | "unbooked" | "deleted",
  changed?: string[],
): void {
  const event = `${kind}_invoice.${what}` as const;
  agreement.announce({ event, keyName: "number", key: number, ...(changed && { changed }) });
}
