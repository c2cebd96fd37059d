import { Exact, toMinor } from "@/lib/money";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import type { ProblemList } from "./mapped";
import { minorOf } from "./minor-amount";

/** In the smallest unit of the currency; net + VAT = gross. */
export type Totals = { netMinor: number; vatMinor: number; grossMinor: number; currency: string };

type Head = Pick<
  RackbeatCustomerInvoice,
  "total_subtotal" | "total_vat" | "total_total" | "currency"
>;

/**
 * What the customer owes. VAT is the total less the net, so that the three always fit; where Rackbeat states a
 * VAT too (older drafts do not) it must agree to the øre.
 */
export function readTotals(
  { total_subtotal, total_vat, total_total, currency }: Head,
  problems: ProblemList,
): Totals {
  const netMinor = minorOf(total_subtotal, "total_subtotal", problems);
  const grossMinor = minorOf(total_total, "total_total", problems);
  const vatMinor = grossMinor - netMinor;

  const vat = new Exact(total_total).minus(total_subtotal);
  if (total_vat !== null && vat.minus(total_vat).abs().greaterThanOrEqualTo("0.01")) {
    const actualMinor = minorOf(total_vat, "total_vat", problems);
    problems.add({
      code: "document.vat_differs",
      details: { expectedMinor: vatMinor, actualMinor, currency },
    });
  }
  return { netMinor, vatMinor, grossMinor, currency };
}

/**
 * What the totals of a document come to in the books, in the smallest unit of its currency: less than nothing on a
 * credit note, whichever sign Rackbeat shows.
 */
export function bookedTotalsOf({
  is_creditnote,
  total_subtotal,
  total_total,
}: Pick<RackbeatCustomerInvoice, "is_creditnote" | "total_subtotal" | "total_total">) {
  const isTurned = is_creditnote === true && new Exact(total_total).greaterThan(0);
  const signed = (amount: string) => (isTurned ? -toMinor(amount) || 0 : toMinor(amount));
  const grossMinor = signed(total_total);
  return { grossMinor, vatMinor: grossMinor - signed(total_subtotal) };
}
