import type { Day, Month } from "./days";

/** What each rule's text takes. Amounts are in øre of DKK. */
type RuleValues = {
  "price.default": { priceMinor: number };
  /** `to`: the last day; null until further notice. */
  "price.agreed": { priceMinor: number; reason: string; from: Day; to: Day | null };
  "charge.whole_month": { priceMinor: number };
  "charge.by_days": { priceMinor: number; days: number; daysInMonth: number };
  /** The parts of a month are rounded one by one, and together are never more than the month's price. */
  "charge.never_above_price": { priceMinor: number };
  "charge.trial": { until: Day };
  "charge.free_month": { month: Month; reason: string };
  "charge.taken_over": { from: Day };
  /** A closed month comes out differently now: the difference. */
  "charge.correction": { month: Month; beforeMinor: number; afterMinor: number };
  "vat.danish": { percent: number };
  "vat.outside": { country: string };
  "vat.reverse_charge": { country: string; vatNumber: string };
  "vat.country_missing": Record<never, never>;
  "vat.no_country": { country: string };
  "vat.number_missing": { country: string };
  "vat.number_malformed": { country: string; vatNumber: string };
  "movement.new": Record<never, never>;
  "movement.reactivated": Record<never, never>;
  "movement.churned": Record<never, never>;
  "movement.taken_over": Record<never, never>;
  "movement.expansion": Record<never, never>;
  "movement.contraction": Record<never, never>;
  "movement.trial_started": Record<never, never>;
  "movement.trial_ended": Record<never, never>;
};

/** Why a number is what it is: key and values of a text that stands next to it (`billingRules` of the messages). */
export type Rule = {
  [Key in keyof RuleValues]: { key: Key; values: RuleValues[Key] };
}[keyof RuleValues];

export type RuleKey = keyof RuleValues;
