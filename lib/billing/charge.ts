import {
  type Day,
  daysFromTo,
  daysIn,
  earlier,
  firstDayOf,
  lastDayOf,
  later,
  type Month,
  NO_END,
} from "./days";
import type { SubscriptionHistory } from "./history";
import type { Rule } from "./rule";
import type { Stretch } from "./timeline";

/** Days of a month at one price. `rules`: first what makes the amount, then where the price comes from. */
export type ChargePart = {
  from: Day;
  to: Day;
  days: number;
  daysInMonth: number;
  priceMinor: number;
  netMinor: number;
  rules: Rule[];
};

/**
 * What an agreement costs in a month, øre without VAT, in parts by price; trial, free month and taken over are parts
 * of 0, so that what is not billed is explained as well. A whole month is its price, part of it is by days, half up to
 * the øre; all parts together are at most the highest price of the month.
 */
export function chargeOf(
  timeline: readonly Stretch[],
  freeMonths: SubscriptionHistory["freeMonths"],
  month: Month,
): ChargePart[] {
  const stretches = timeline.filter(
    ({ from, to }) => from <= lastDayOf(month) && firstDayOf(month) <= (to ?? NO_END),
  );
  const billed = stretches.filter(({ state }) => state === "billed");
  const ceiling = Math.max(0, ...billed.map(({ price }) => price.priceMinor));
  const free = freeMonths.find((granted) => granted.month === month);
  let left = ceiling;
  return stretches.map((stretch) => {
    const from = later(stretch.from, firstDayOf(month));
    const to = earlier(stretch.to ?? NO_END, lastDayOf(month));
    const { priceMinor, rule } = stretch.price;
    const part = { from, to, days: daysFromTo(from, to), daysInMonth: daysIn(month), priceMinor };
    const reason: Rule | null = stretch.unbilled ?? freeRule(free);
    if (reason) return { ...part, netMinor: 0, rules: [reason, rule] };
    const byDays = prorated(part);
    const netMinor = Math.min(byDays, left);
    left -= netMinor;
    const rules = [amountRule(part), rule];
    if (netMinor < byDays) {
      rules.push({ key: "charge.never_above_price", values: { priceMinor: ceiling } });
    }
    return { ...part, netMinor, rules };
  });
}

type Share = Pick<ChargePart, "days" | "daysInMonth" | "priceMinor">;

/** Price × days ÷ days of the month, half up: whole numbers all the way. */
function prorated({ days, daysInMonth, priceMinor }: Share): number {
  return Math.floor((2 * priceMinor * days + daysInMonth) / (2 * daysInMonth));
}

function amountRule({ days, daysInMonth, priceMinor }: Share): Rule {
  if (days === daysInMonth) return { key: "charge.whole_month", values: { priceMinor } };
  return { key: "charge.by_days", values: { priceMinor, days, daysInMonth } };
}

function freeRule(free: { month: Month; reason: string } | undefined): Rule | null {
  return free ? { key: "charge.free_month", values: { ...free } } : null;
}
