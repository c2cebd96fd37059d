import { type ChargePart, chargeOf } from "./charge";
import type { Month } from "./days";
import type { SubscriptionHistory } from "./history";
import type { Rule } from "./rule";
import type { Stretch } from "./timeline";
import { type BilledParty, type VatTreatment, vatMinorOf, vatTreatmentOf } from "./vat";

/** One line of the invoicing basis. Øre of DKK; `vatMinor` null: the treatment is not known. */
export type BillingLine = {
  /** A correction is of a closed month, in which it came out differently. */
  kind: "charge" | "correction";
  /** The month it is for: of a correction the closed one. */
  serviceMonth: Month;
  from: string;
  to: string;
  days: number;
  daysInMonth: number;
  priceMinor: number;
  netMinor: number;
  vatTreatment: VatTreatment;
  vatMinor: number | null;
  rules: Rule[];
};

/** What there is to invoice for a month. What costs nothing is no line: the agreement's page explains it. */
export function linesOf(
  timeline: readonly Stretch[],
  { freeMonths, party }: Pick<SubscriptionHistory, "freeMonths"> & { party: BilledParty },
  month: Month,
): BillingLine[] {
  const { treatment, rule } = vatTreatmentOf(party);
  return chargeOf(timeline, freeMonths, month)
    .filter(({ netMinor }) => netMinor > 0)
    .map((part) => lineOf(part, { month, treatment, rule }));
}

function lineOf(
  { rules, ...part }: ChargePart,
  { month, treatment, rule }: { month: Month; treatment: VatTreatment; rule: Rule },
): BillingLine {
  return {
    ...part,
    kind: "charge",
    serviceMonth: month,
    vatTreatment: treatment,
    vatMinor: vatMinorOf(treatment, part.netMinor),
    rules: [...rules, rule],
  };
}

export type BasisTotal = {
  lines: number;
  netMinor: number;
  /** Of the lines whose treatment is known. */
  vatMinor: number;
  /** Lines whose treatment is not known. */
  unknown: number;
};

/** The sum of the lines, to the øre: nothing is rounded again. */
export function totalOf(lines: readonly Pick<BillingLine, "netMinor" | "vatMinor">[]): BasisTotal {
  return {
    lines: lines.length,
    netMinor: lines.reduce((sum, { netMinor }) => sum + netMinor, 0),
    vatMinor: lines.reduce((sum, { vatMinor }) => sum + (vatMinor ?? 0), 0),
    unknown: lines.filter(({ vatMinor }) => vatMinor === null).length,
  };
}
