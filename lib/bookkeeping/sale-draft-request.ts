import type { FikenSaleDraftRequest } from "@/lib/fiken/schemas/sale-drafts";
import type { Voucher } from "./voucher";

/**
 * The body of POST /sales/drafts: a sale that a person approves in Fiken. Its lines carry net and gross in the
 * draft's currency, whichever that is.
 */
export function saleDraftRequestOf(
  { number, date, dueDate, currency, lines }: Voucher,
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
    lines: lines.map(({ description, account, vatType, netMinor, vatMinor }) => ({
      text: description,
      vatType,
      incomeAccount: account,
      net: netMinor,
      gross: netMinor + vatMinor,
    })),
  };
}
