import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenInvoiceDraftRequest } from "@/lib/fiken/schemas/invoice-drafts";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { issuedLinesOf } from "./issued-lines";

type Options = {
  contactId: number;
  /** Our own key: the draft, and the invoice made of it, are found by it. */
  uuid: string;
  /** The 11 digits; without them Fiken keeps the draft but cannot issue it. */
  bankAccountNumber?: string;
};

/** The body of POST /invoices/drafts, where Fiken numbers and issues the invoice. */
export function invoiceDraftRequestOf(
  invoice: RackbeatCustomerInvoice,
  voucher: SalesVoucher,
  { contactId, uuid, bankAccountNumber }: Options,
): Mapped<FikenInvoiceDraftRequest> {
  if (voucher.kind !== "customer_invoice") {
    return refused({ code: "document.kind_unsupported", details: { kind: "credit_note" } });
  }
  const daysUntilDueDate = daysBetween(voucher.date, voucher.dueDate);
  if (daysUntilDueDate < 0) {
    const message = `${voucher.dueDate} is before ${voucher.date}`;
    return refused({ code: "document.malformed", details: { path: "due_date", message } });
  }
  const lines = issuedLinesOf(invoice, voucher);
  if (!lines.ok) return lines;
  return {
    ok: true,
    value: {
      type: "invoice",
      uuid,
      issueDate: voucher.date,
      daysUntilDueDate,
      customerId: contactId,
      currency: voucher.currency,
      ...referencesOf(invoice),
      ...(bankAccountNumber && { bankAccountNumber }),
      lines: lines.value,
    },
  };
}

/** Rackbeat's number stands in our references, since Fiken gives its own. */
export function referencesOf({ number, their_reference }: RackbeatCustomerInvoice) {
  return {
    ourReference: number,
    orderReference: number,
    ...(their_reference && { yourReference: their_reference }),
  };
}

/** Calendar days from one `yyyy-mm-dd` to another, free of any clock or time zone. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}
