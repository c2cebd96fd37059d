import { expect, test } from "vitest";
import type { Rule, RuleKey } from "@/lib/billing/rule";
import { explainRule } from "./explain-rule";
import { LOCALES } from "./locales";
import { MESSAGES } from "./translator";

const price = { priceMinor: 39_900 };
const days = { from: "2026-04-01", to: null };

const RULES: { [Key in RuleKey]: Extract<Rule, { key: Key }>["values"] } = {
  "price.default": price,
  "price.agreed": { ...price, ...days, reason: "pilot" },
  "charge.whole_month": price,
  "charge.by_days": { ...price, days: 15, daysInMonth: 30 },
  "charge.never_above_price": price,
  "charge.trial": { until: "2026-04-15" },
  "charge.free_month": { month: "2026-04", reason: "sorry" },
  "charge.taken_over": { from: "2026-04-16" },
  "charge.correction": { month: "2026-04", beforeMinor: 39_900, afterMinor: 19_950 },
  "vat.danish": { percent: 25 },
  "vat.outside": { country: "NO" },
  "vat.reverse_charge": { country: "SE", vatNumber: "SE556677889901" },
  "vat.country_missing": {},
  "vat.no_country": { country: "XX" },
  "vat.number_missing": { country: "SE" },
  "vat.number_malformed": { country: "SE", vatNumber: "1" },
  "movement.new": {},
  "movement.reactivated": {},
  "movement.churned": {},
  "movement.taken_over": {},
  "movement.expansion": {},
  "movement.contraction": {},
  "movement.trial_started": {},
  "movement.trial_ended": {},
};

test.each(LOCALES)("%s has words for every rule, with its values, and for no other", (locale) => {
  const keys = Object.keys(RULES) as RuleKey[];
  // Safe because RULES pairs every key with its own values.
  const texts = keys.map((key) => explainRule({ key, values: RULES[key] } as Rule, locale));
  expect(texts.filter((text) => /[{}]|billingRules/.test(text))).toEqual([]);
  const written = Object.entries(MESSAGES[locale].billingRules).flatMap(([group, rules]) =>
    Object.keys(rules).map((rule) => `${group}.${rule}`),
  );
  expect(written.toSorted()).toEqual(keys.toSorted());
});

test("amounts are kroner of Denmark, and days, months and countries are written out", () => {
  expect(explainRule({ key: "price.agreed", values: RULES["price.agreed"] }, "nb")).toBe(
    "DKK\u00a0399,00 per måned som avtalt fra 01.04.2026 inntil videre: pilot",
  );
  const until = { ...RULES["price.agreed"], to: "2026-06-30" };
  expect(explainRule({ key: "price.agreed", values: until }, "en")).toBe(
    "DKK\u00a0399.00 a month as agreed from 01/04/2026 to 30/06/2026: pilot",
  );
  expect(explainRule({ key: "charge.correction", values: RULES["charge.correction"] }, "en")).toBe(
    "April 2026 was invoiced with DKK\u00a0399.00 and comes to DKK\u00a0199.50",
  );
  expect(explainRule({ key: "vat.outside", values: { country: "NO" } }, "nb")).toBe(
    "Norge: utenfor dansk mva., kjøperen beregner den",
  );
});
