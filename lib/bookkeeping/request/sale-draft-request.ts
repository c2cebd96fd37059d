import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenSaleDraftRequest } from "@/lib/fiken/schemas/sale-drafts";
import { draftLinesOf } from "./booking-lines";

/**
 * The body of POST /sales/drafts: a sale that a person approves in Fiken. Its lines carry net and gross in the
 * draft's currency, whichever that is; those of a credit note are negative.
 */
export function saleDraftRequestOf(
  { number, date, dueDate, currency, lines }: SalesVoucher,
  { contactId }: { contactId: number },
): FikenSaleDraftRequest {
  return {
    cash: false,
    paid: false,
    invoiceNumber: number,
    invoiceIssueDate: date,
    dueDate,
    contactId,
    currency,
    lines: draftLinesOf(lines),
  };
}
