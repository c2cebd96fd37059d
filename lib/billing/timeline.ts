import { addDays, type Day, NO_END } from "./days";
import {
  covers,
  DEFAULT_PRICE_MINOR,
  type PricePeriod,
  runningSpans,
  type Span,
  type SubscriptionHistory,
} from "./history";
import type { Rule } from "./rule";

/** A price in øre, and why it is that one. */
export type Price = { priceMinor: number; rule: Rule };

/** A stretch of days in which an agreement runs and nothing about its bill changes. */
export type Stretch = Span & {
  state: "trial" | "billed" | "taken_over";
  price: Price;
  /** Why it costs nothing; null where it is billed. */
  unbilled: Rule | null;
};

/**
 * An agreement's running days as stretches, in order, never overlapping; days on which it does not run are in none.
 * Everything that is billed or counted is read off this. The last one has no end (`to` null) while the agreement runs.
 */
export function timelineOf(history: SubscriptionHistory): Stretch[] {
  const spans = runningSpans(history.events);
  const trialUntil = trialUntilOf(history, spans);
  return spans.flatMap((span) => {
    const starts = [span.from, ...cutsOf(history, trialUntil).filter((day) => isInside(day, span))];
    const stretches = [...new Set(starts)].toSorted().map((from, index, all): Stretch => {
      const next = all[index + 1];
      return {
        from,
        to: next ? addDays(next, -1) : span.to,
        ...stateOn(from, history, trialUntil),
      };
    });
    return joined(stretches);
  });
}

/** The last day of the trial; null: there is none. */
export function trialUntilOf(
  { trialDays }: Pick<SubscriptionHistory, "trialDays">,
  [first]: readonly Span[],
): Day | null {
  return first && trialDays > 0 ? addDays(first.from, trialDays - 1) : null;
}

/** The days on which something may change. */
function cutsOf({ takeOvers, pricePeriods }: SubscriptionHistory, trialUntil: Day | null): Day[] {
  return [
    ...(trialUntil ? [addDays(trialUntil, 1)] : []),
    ...takeOvers.flatMap(({ from, resumesOn }) => (resumesOn ? [from, resumesOn] : [from])),
    ...pricePeriods.flatMap(({ from, to }) => (to ? [from, addDays(to, 1)] : [from])),
  ];
}

function isInside(day: Day, { from, to }: Span): boolean {
  return from < day && day <= (to ?? NO_END);
}

function stateOn(day: Day, history: SubscriptionHistory, trialUntil: Day | null) {
  const price = priceOn(day, history.pricePeriods);
  const takeOver = history.takeOvers.find(
    ({ from, resumesOn }) => from <= day && (resumesOn === null || day < resumesOn),
  );
  if (takeOver) {
    const unbilled: Rule = { key: "charge.taken_over", values: { from: takeOver.from } };
    return { state: "taken_over", price, unbilled } as const;
  }
  if (trialUntil !== null && day <= trialUntil) {
    const unbilled: Rule = { key: "charge.trial", values: { until: trialUntil } };
    return { state: "trial", price, unbilled } as const;
  }
  return { state: "billed", price, unbilled: null } as const;
}

/** What a month costs on that day. */
export function priceOn(day: Day, periods: readonly PricePeriod[]): Price {
  const agreed = periods.findLast((period) => covers(period, day));
  if (!agreed) {
    const priceMinor = DEFAULT_PRICE_MINOR;
    return { priceMinor, rule: { key: "price.default", values: { priceMinor } } };
  }
  const { priceMinor, reason, from, to } = agreed;
  return { priceMinor, rule: { key: "price.agreed", values: { priceMinor, reason, from, to } } };
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last && isSame(last, stretch)) last.to = stretch.to;
    else result.push({ ...stretch });
  }
  return result;
}

function isSame(one: Stretch, other: Stretch): boolean {
  return (
    one.state === other.state &&
    JSON.stringify([one.unbilled, one.price]) === JSON.stringify([other.unbilled, other.price])
  );
}
