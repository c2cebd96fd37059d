import { createHash } from "node:crypto";
import type { Voucher } from "./voucher";

/**
 * SHA-256 of what the document means to the books, as Rackbeat says it: number, customer, dates, currency, zone,
 * and per line product group, rate, net and VAT. Neither texts, nor the order of lines, nor the accounts that
 * the user has mapped: a new mapping does not change a document.
 */
export function contentHash(voucher: Voucher): string {
  const { kind, number, customerNumber, date, dueDate, currency, vatZone } = voucher;
  const lines = voucher.lines
    .map(({ productGroup, rate, netMinor, vatMinor }) =>
      JSON.stringify([productGroup, rate, netMinor, vatMinor]),
    )
    .sort();
  const { netMinor, vatMinor, grossMinor } = voucher;
  const content = [
    [kind, number, customerNumber, date, dueDate, currency, vatZone],
    lines,
    [netMinor, vatMinor, grossMinor],
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
