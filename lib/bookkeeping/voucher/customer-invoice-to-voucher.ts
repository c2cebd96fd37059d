import { creditedNumberOf } from "@/lib/bookkeeping/document/credited-number";
import {
  createProblemList,
  type Mapped,
  type ProblemList,
} from "@/lib/bookkeeping/document/mapped";
import { uprightOf } from "@/lib/bookkeeping/document/upright-document";
import type { Mapping } from "@/lib/bookkeeping/mapping/mapping";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { readBody } from "./document-body";
import type { Excluded, SalesVoucher } from "./voucher";

/**
 * A sales invoice or credit note as bookkeeping, or every problem that somebody has to fix first. A credit note is
 * the same with negative amounts.
 */
export function voucherOfCustomerInvoice(
  invoice: RackbeatCustomerInvoice,
  mapping: Mapping,
): Mapped<SalesVoucher | Excluded> {
  const upright = uprightOf(invoice);
  if (!upright.ok) return upright;
  const problems = createProblemList();
  const isCreditNote = upright.value.sign === -1;
  const head = readHead(invoice, isCreditNote, problems);
  const body = readBody("sales", upright.value, mapping, problems);
  const refusal = problems.refusal();
  if (refusal) return refusal;
  if (!body || body.lines.length === 0) {
    return { ok: true, value: { kind: "excluded", reason: "zero_document" } };
  }
  const kind = isCreditNote ? "customer_credit_note" : "customer_invoice";
  return { ok: true, value: { kind, ...head, ...body } };
}

function readHead(invoice: RackbeatCustomerInvoice, isCreditNote: boolean, problems: ProblemList) {
  const required = (field: string, value: string | null | undefined): string => {
    if (!value) problems.add({ code: "document.field_missing", details: { field } });
    return value ?? "";
  };
  const { number, customer_id, customer, invoice_date, due_date } = invoice;
  return {
    number,
    credits: isCreditNote ? creditedNumberOf(invoice) : null,
    customerNumber: required("customer_id", customer_id ?? customer?.number),
    date: required("invoice_date", invoice_date),
    // Nothing falls due on a credit note.
    dueDate: required("due_date", due_date ?? (isCreditNote ? invoice_date : null)),
  };
}
