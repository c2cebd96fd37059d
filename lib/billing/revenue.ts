import { type Month, monthsFromTo } from "./days";
import { COUNTED_AS, MOVEMENT_KINDS, type MovementKind } from "./movements";

/** The movements of one kind in a month: how many agreements, signed øre without VAT. */
export type KindSum = { agreements: number; amountMinor: number };
export type SumOfKind = KindSum & { month: Month; kind: MovementKind };

/** A month of the recurring revenue: `startMinor` + all movements = `endMinor`. */
export type RevenueFigures = {
  month: Month;
  startMinor: number;
  movements: Record<MovementKind, KindSum>;
  endMinor: number;
  /** Agreements that pay, and those on trial, at the end of the month. */
  active: number;
  trial: number;
};

/** Every month from one to another. `sums` from the beginning on: what came before makes the start. */
export function revenueFigures(
  sums: readonly SumOfKind[],
  { from, to }: { from: Month; to: Month },
): RevenueFigures[] {
  const before = sums.filter(({ month }) => month < from);
  let [minor, active, trial] = [
    amountOf(before),
    countOf(before, "paying"),
    countOf(before, "trial"),
  ];
  return monthsFromTo(from, to).map((month) => {
    const ofMonth = sums.filter((sum) => sum.month === month);
    const startMinor = minor;
    minor += amountOf(ofMonth);
    active += countOf(ofMonth, "paying");
    trial += countOf(ofMonth, "trial");
    return { month, startMinor, movements: byKind(ofMonth), endMinor: minor, active, trial };
  });
}

/** All that moved the recurring revenue in a month: from its start to its end. Signed øre. */
export function movedMinor(movements: RevenueFigures["movements"]): number {
  return amountOf(Object.values(movements));
}

function byKind(sums: readonly SumOfKind[]): Record<MovementKind, KindSum> {
  const entries = MOVEMENT_KINDS.map((kind) => {
    const { agreements, amountMinor } = sums.find((sum) => sum.kind === kind) ?? NOTHING;
    return [kind, { agreements, amountMinor }];
  });
  // Safe because the entries are one for each kind.
  return Object.fromEntries(entries) as Record<MovementKind, KindSum>;
}

const NOTHING: KindSum = { agreements: 0, amountMinor: 0 };

function amountOf(sums: readonly KindSum[]): number {
  return sums.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

function countOf(sums: readonly SumOfKind[], of: "paying" | "trial"): number {
  return sums.reduce((total, { kind, agreements }) => total + COUNTED_AS[kind][of] * agreements, 0);
}
