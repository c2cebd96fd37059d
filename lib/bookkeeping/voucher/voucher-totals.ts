import { bookedTotalsOf } from "@/lib/bookkeeping/document/document-totals";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import type { Voucher } from "./voucher";

/** In the smallest unit of the currency. */
export type TotalsRow = {
  total: "net" | "vat" | "gross";
  documentMinor: number;
  voucherMinor: number;
};

/**
 * What the document says and what the voucher books, to the øre. Net and VAT differ where VAT is not deducted: it is
 * part of what the thing costs. The gross amount never does.
 */
export function totalsAgainst(voucher: Voucher, document: RackbeatDocument): TotalsRow[] {
  const { grossMinor, vatMinor } = bookedTotalsOf(document);
  return [
    { total: "net", documentMinor: grossMinor - vatMinor, voucherMinor: voucher.netMinor },
    { total: "vat", documentMinor: vatMinor, voucherMinor: voucher.vatMinor },
    { total: "gross", documentMinor: grossMinor, voucherMinor: voucher.grossMinor },
  ];
}
