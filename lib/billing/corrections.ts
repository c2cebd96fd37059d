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
 * nothing where that is nothing. A treatment that was known stays, whatever the agreement's country is now, unless
 * somebody has said that today's holds for that month too (`isTreatmentRestated`); one that was not known is taken back
 * and charged anew as it is known since.
 */
export function correctionsOf(
  month: Month,
  {
    today,
    invoiced,
    isTreatmentRestated,
  }: {
    today: readonly BillingLine[];
    invoiced: readonly InvoicedLine[];
    isTreatmentRestated: boolean;
  },
): BillingLine[] {
  const known = isTreatmentRestated ? undefined : knownTreatment(invoiced);
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

/** What is left of a treatment that was taken back is nothing: the one that stands is the one that was invoiced. */
function knownTreatment(invoiced: readonly InvoicedLine[]): VatTreatment | undefined {
  const known = invoiced.filter(({ vatTreatment }) => vatTreatment !== "unknown");
  const standing = known.findLast(
    ({ vatTreatment }) =>
      sumOf(known.filter((line) => line.vatTreatment === vatTreatment)).netMinor !== 0,
  );
  return (standing ?? known.at(-1))?.vatTreatment;
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
