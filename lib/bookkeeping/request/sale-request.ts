import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenSaleRequest } from "@/lib/fiken/schemas/sales";
import { bookedLinesOf } from "./booking-lines";

/**
 * The body of POST /sales for a document that Rackbeat has numbered ("Annet salg"); a credit note is a sale of
 * negative amounts. Unpaid, so without any payment field. Fiken computes the NOK of a foreign document.
 */
export function saleRequestOf(
  { number, date, dueDate, currency, lines }: SalesVoucher,
  { contactId }: { contactId: number },
): FikenSaleRequest {
  return {
    kind: "external_invoice",
    saleNumber: number,
    date,
    dueDate,
    customerId: contactId,
    currency,
    paid: false,
    lines: bookedLinesOf(lines, currency),
  };
}
