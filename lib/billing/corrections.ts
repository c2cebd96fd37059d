import { daysIn, firstDayOf, lastDayOf, type Month } from "./days";
import type { BillingLine } from "./line";
import { type VatTreatment, vatMinorOf } from "./vat";

/** What has been invoiced of a closed month: its own line, or a correction of it in a later closed month. */
export type InvoicedLine = Pick<
  BillingLine,
  "serviceMonth" | "netMinor" | "vatTreatment" | "vatMinor"
>;

/**
 * What is to be corrected of a closed month: what it comes to today, less what was invoiced of it, per VAT treatment;
 * nothing where that is nothing. A treatment that was known stays, whatever the agreement's country is now; one that
 * was not is taken back and charged anew as it is known since.
 */
export function correctionsOf(
  month: Month,
  { today, invoiced }: { today: readonly BillingLine[]; invoiced: readonly InvoicedLine[] },
): BillingLine[] {
  const known = invoiced.findLast(({ vatTreatment }) => vatTreatment !== "unknown")?.vatTreatment;
  const wanted = today.map((line) => {
    const vatTreatment = known ?? line.vatTreatment;
    return { ...line, vatTreatment, vatMinor: vatMinorOf(vatTreatment, line.netMinor) };
  });
  const treatments = [...new Set([...invoiced, ...wanted].map((line) => line.vatTreatment))];
  return treatments.flatMap((vatTreatment) => {
    const of = (lines: readonly InvoicedLine[]) =>
      sumOf(lines.filter((line) => line.vatTreatment === vatTreatment));
    return correction({ month, vatTreatment, before: of(invoiced), after: of(wanted) });
  });
}

type Sum = { netMinor: number; vatMinor: number };
type Difference = { month: Month; vatTreatment: VatTreatment; before: Sum; after: Sum };

function correction({ month, vatTreatment, before, after }: Difference): BillingLine[] {
  const netMinor = after.netMinor - before.netMinor;
  const vatMinor = after.vatMinor - before.vatMinor;
  if (netMinor === 0 && vatMinor === 0) return [];
  const values = { month, beforeMinor: before.netMinor, afterMinor: after.netMinor };
  return [
    {
      kind: "correction",
      serviceMonth: month,
      from: firstDayOf(month),
      to: lastDayOf(month),
      days: daysIn(month),
      daysInMonth: daysIn(month),
      priceMinor: netMinor,
      netMinor,
      vatTreatment,
      vatMinor: vatTreatment === "unknown" ? null : vatMinor,
      rules: [{ key: "charge.correction", values }],
    },
  ];
}

function sumOf(lines: readonly InvoicedLine[]): Sum {
  return {
    netMinor: lines.reduce((sum, { netMinor }) => sum + netMinor, 0),
    vatMinor: lines.reduce((sum, { vatMinor }) => sum + (vatMinor ?? 0), 0),
  };
}
