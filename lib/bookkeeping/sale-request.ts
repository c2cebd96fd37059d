import type { FikenSaleLineRequest, FikenSaleRequest } from "@/lib/fiken/schemas/sales";
import type { Voucher, VoucherLine } from "./voucher";

/** Fiken keeps its books in NOK; a document in another currency has fields of its own for its amounts. */
const BOOK_CURRENCY = "NOK";

/**
 * The body of POST /sales for a document that Rackbeat has numbered ("Annet salg"). Unpaid, so without any
 * payment field. Amounts in the voucher's currency; Fiken computes the NOK of a foreign one.
 */
export function saleRequestOf(
  voucher: Voucher,
  { contactId }: { contactId: number },
): FikenSaleRequest {
  const { number, date, dueDate, currency, lines } = voucher;
  return {
    kind: "external_invoice",
    saleNumber: number,
    date,
    dueDate,
    customerId: contactId,
    currency,
    paid: false,
    lines: lines.map((line) => saleLineOf(line, currency)),
  };
}

function saleLineOf(
  { description, account, vatType, netMinor, vatMinor }: VoucherLine,
  currency: string,
): FikenSaleLineRequest {
  const text = { description, account, vatType };
  return currency === BOOK_CURRENCY
    ? { ...text, netPrice: netMinor, vat: vatMinor }
    : { ...text, netPriceInCurrency: netMinor, vatInCurrency: vatMinor };
}
