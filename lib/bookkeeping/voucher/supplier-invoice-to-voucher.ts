import { creditedNumberOf } from "@/lib/bookkeeping/document/credited-number";
import {
  createProblemList,
  type Mapped,
  type ProblemList,
} from "@/lib/bookkeeping/document/mapped";
import { uprightOf } from "@/lib/bookkeeping/document/upright-document";
import type { Mapping } from "@/lib/bookkeeping/mapping/mapping";
import type { RackbeatSupplierInvoice } from "@/lib/rackbeat/invoices";
import { type DocumentBody, readBody } from "./document-body";
import type { Excluded, PurchaseVoucher } from "./voucher";

/** Fields that may have the supplier's own number, in the order in which they are believed. */
export const SUPPLIER_NUMBER_FIELDS = [
  "supplier_invoice_number",
  "invoice_number",
  "external_number",
  "their_reference",
  "heading",
] as const;

export type SupplierInvoiceOptions = {
  /** Out of those above, the user's choice and order: Rackbeat does not say. Others are passed over. */
  numberFields: readonly string[];
};

/** A longer text is no document number, and a Fiken draft would not take it. */
const MAX_IDENTIFIER = 50;

/**
 * A supplier's invoice or credit note as bookkeeping, or every problem that somebody has to fix first. Without
 * a number of the supplier's it goes by Rackbeat's own, marked as such.
 */
export function voucherOfSupplierInvoice(
  invoice: RackbeatSupplierInvoice,
  mapping: Mapping,
  options: SupplierInvoiceOptions,
): Mapped<PurchaseVoucher | Excluded> {
  const upright = uprightOf(invoice);
  if (!upright.ok) return upright;
  const problems = createProblemList();
  const isCreditNote = upright.value.sign === -1;
  const head = readHead(invoice, problems);
  const body = readBody("purchase", upright.value, mapping, problems);
  if (body) refuseVatInCurrency(body, problems);
  const refusal = problems.refusal();
  if (refusal) return refusal;
  if (!body || body.lines.length === 0) {
    return { ok: true, value: { kind: "excluded", reason: "zero_document" } };
  }
  return {
    ok: true,
    value: {
      kind: isCreditNote ? "supplier_credit_note" : "supplier_invoice",
      ...head,
      identifier: supplierNumberOf(invoice, options),
      credits: isCreditNote ? creditedNumberOf(invoice) : null,
      ...body,
    },
  };
}

type Numbered = Pick<RackbeatSupplierInvoice, "number" | (typeof SUPPLIER_NUMBER_FIELDS)[number]>;

/** The supplier's own number of the document, or "RB-" and Rackbeat's. */
export function supplierNumberOf(
  invoice: Numbered,
  { numberFields }: SupplierInvoiceOptions,
): string {
  const stated = numberFields.flatMap((name) => {
    const field = SUPPLIER_NUMBER_FIELDS.find((known) => known === name);
    return (field && invoice[field]) ?? [];
  });
  const number = stated.find(({ length }) => length <= MAX_IDENTIFIER);
  return number ?? `RB-${invoice.number}`;
}

function readHead(invoice: RackbeatSupplierInvoice, problems: ProblemList) {
  const required = (field: string, value: string | null | undefined): string => {
    if (!value) problems.add({ code: "document.field_missing", details: { field } });
    return value ?? "";
  };
  const { number, supplier_id, supplier, invoice_date, due_date, booked_at, created_at } = invoice;
  const day = invoice_date ?? (booked_at ?? created_at)?.slice(0, 10);
  const date = required("invoice_date", day);
  return {
    number,
    supplierNumber: required("supplier_id", supplier_id ?? supplier?.number),
    date,
    dueDate: due_date ?? date,
  };
}

/** Fiken does not take Norwegian VAT on a purchase in another currency (reported of HIGH). */
function refuseVatInCurrency(
  { currency, lines }: DocumentBody<"purchase">,
  problems: ProblemList,
): void {
  const isTaxed = lines.some(({ vatType, vatMinor }) => vatType === "HIGH" && vatMinor !== 0);
  if (currency === "NOK" || !isTaxed) return;
  problems.add({ code: "document.vat_in_currency", details: { currency } });
}
