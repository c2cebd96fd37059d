import type { MappingSide } from "@/db/schema/mappings";
import type { VatTypes } from "@/lib/bookkeeping/mapping/treatment";
import type { VoucherLine } from "@/lib/bookkeeping/voucher/voucher";

/** Fiken keeps its books in NOK; a document in another currency has fields of its own for its amounts. */
const BOOK_CURRENCY = "NOK";

type BookedLine<Side extends MappingSide> = {
  description: string;
  account: string;
  vatType: VatTypes[Side];
} & ({ netPrice: number; vat: number } | { netPriceInCurrency: number; vatInCurrency: number });

/** The lines of POST /sales and POST /purchases, amounts in the voucher's currency. */
export function bookedLinesOf<Side extends MappingSide>(
  lines: readonly VoucherLine<Side>[],
  currency: string,
): BookedLine<Side>[] {
  return lines.map(({ description, account, vatType, netMinor, vatMinor }) => ({
    description,
    account,
    vatType,
    ...(currency === BOOK_CURRENCY
      ? { netPrice: netMinor, vat: vatMinor }
      : { netPriceInCurrency: netMinor, vatInCurrency: vatMinor }),
  }));
}

/** The lines of a sale's or a purchase's draft: a cost account, too, goes as "income account". */
export function draftLinesOf<Side extends MappingSide>(lines: readonly VoucherLine<Side>[]) {
  return lines.map(({ description, account, vatType, netMinor, vatMinor }) => ({
    text: description,
    vatType,
    incomeAccount: account,
    net: netMinor,
    gross: netMinor + vatMinor,
  }));
}
