import type { z } from "zod";
import { Exact } from "@/lib/money";
import {
  customerInvoiceSchema,
  type RackbeatCustomerInvoice,
  type RackbeatSupplierInvoice,
  supplierInvoiceSchema,
} from "@/lib/rackbeat/invoices";

type Figure = string | number | null;
export type Line = {
  name?: string | null;
  child_id?: string | null;
  child_type?: string | null;
  item?: { number: string; name: string; group: { number: number; name: string } } | null;
  quantity?: Figure;
  line_price?: Figure;
  discount_percentage?: Figure;
  line_total?: Figure;
  vat_percentage?: Figure;
};
type Invoice = Omit<z.input<typeof customerInvoiceSchema>, "lines"> & { lines: Line[] };
type SupplierInvoice = Omit<z.input<typeof supplierInvoiceSchema>, "lines"> & { lines: Line[] };

/** One spade at 100.00 without VAT, 25 %, of product group 1. Its total follows quantity, price and discount. */
export function aLine(changes: Partial<Line> = {}): Line {
  const line = {
    child_id: "125-1",
    child_type: "product",
    item: { number: "125-1", name: "Spade", group: { number: 1, name: "Verktøy" } },
    name: "Spade",
    quantity: "1",
    line_price: "100",
    discount_percentage: "0",
    vat_percentage: "25",
    ...changes,
  };
  return { ...line, line_total: "line_total" in changes ? changes.line_total : totalOf(line) };
}

/** A line without an item but with an amount: freight, a fee. */
export function aFreightLine(changes: Partial<Line> = {}): Line {
  return aLine({ child_id: null, child_type: null, item: null, name: "Frakt", ...changes });
}

export function aTextLine(name: string): Line {
  return { name };
}

/** A booked invoice whose totals follow its lines, VAT rounded per rate, as Rackbeat does; valid by its schema. */
export function anInvoice(changes: Partial<Invoice> = {}): RackbeatCustomerInvoice {
  const lines = changes.lines ?? [aLine()];
  return customerInvoiceSchema.parse({
    number: 10234,
    invoice_date: "2026-03-02",
    due_date: "2026-03-16",
    booked_at: "2026-03-02T10:20:30+01:00",
    is_booked: true,
    is_creditnote: false,
    currency: "NOK",
    vat_zone: "domestic",
    customer_id: 1001,
    ...totalsOf(lines),
    ...changes,
    lines,
  });
}

/** The sales invoice above, credited in full, as positive figures. */
export function aCreditNote(changes: Partial<Invoice> = {}): RackbeatCustomerInvoice {
  return anInvoice({
    number: 10300,
    is_creditnote: true,
    original_invoice_id: 10234,
    due_date: null,
    ...changes,
  });
}

/** A booked supplier invoice with the supplier's own number; its totals follow its lines. */
export function aSupplierInvoice(changes: Partial<SupplierInvoice> = {}): RackbeatSupplierInvoice {
  const lines = changes.lines ?? [aLine()];
  return supplierInvoiceSchema.parse({
    number: 20001,
    invoice_date: "2026-03-02",
    due_date: "2026-03-16",
    booked_at: "2026-03-03T10:20:30+01:00",
    created_at: "2026-03-01T10:20:30+01:00",
    is_booked: true,
    is_creditnote: false,
    currency: "NOK",
    vat_zone: "domestic",
    supplier_id: 50001,
    supplier_invoice_number: "LF-88121",
    ...totalsOf(lines),
    ...changes,
    lines,
  });
}

function totalOf({ quantity, line_price, discount_percentage }: Line): string {
  return new Exact(quantity ?? 0)
    .times(line_price ?? 0)
    .times(new Exact(100).minus(discount_percentage ?? 0))
    .dividedBy(100)
    .toFixed(2);
}

function totalsOf(lines: Line[]) {
  const netByRate = new Map<string, InstanceType<typeof Exact>>();
  for (const { vat_percentage, line_total } of lines) {
    const rate = String(vat_percentage ?? 0);
    netByRate.set(rate, new Exact(line_total ?? 0).plus(netByRate.get(rate) ?? 0));
  }
  const net = Exact.sum(0, ...netByRate.values()).toDecimalPlaces(2);
  const vat = [...netByRate].map(([rate, sum]) =>
    sum.times(rate).dividedBy(100).toDecimalPlaces(2),
  );
  const total_vat = Exact.sum(0, ...vat);
  return {
    total_subtotal: net.toFixed(),
    total_vat: total_vat.toFixed(),
    total_total: net.plus(total_vat).toFixed(),
  };
}
