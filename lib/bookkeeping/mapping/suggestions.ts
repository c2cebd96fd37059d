import type { FikenVatType } from "@/lib/fiken/schemas/vat-types";
import { namesAreAlike } from "./account-names";
import { accountAccepts } from "./account-vat";
import { fittingVatType, type SalesTreatment, vatTypesOf } from "./treatment";

/**
 * Why an account is proposed: products of the group are booked on it in Fiken already, its name shares a word with
 * the group's, it is the usual one, or it would be taken.
 */
export type SuggestionReason =
  | "linked_products"
  | "name_alike"
  | "usual"
  | "accepted"
  | "maybe_accepted";

/** How far a proposal can be relied on. */
export type Confidence = "sure" | "likely" | "unsure";

/** Products of a group that are booked on an account in Fiken. The VAT type as Fiken names it, in capitals. */
export type UsedAccount = { account: string; vatType: string; products: number };

/** What is known of a group: its name, and what its products in Fiken are booked on. */
export type SalesGroup = { name: string; uses?: readonly UsedAccount[] };

export type AccountSuggestion = {
  account: string;
  name: string;
  vatType: FikenVatType;
  reason: SuggestionReason;
  confidence: Confidence;
  /** Of `linked_products`: how many products of the group, of those in Fiken with this VAT, are booked on it. */
  products?: { here: number; all: number };
};

/** Income accounts as Fiken's standard chart has them, the usual one first. */
const USUAL: Record<SalesTreatment, readonly string[]> = {
  high: ["3000", "3010", "3020"],
  medium: ["3030", "3040"],
  low: ["3050"],
  exempt: ["3100", "3120"],
  export: ["3110", "3100"],
  outside: ["3200", "3220"],
  reverse_charge: ["3130", "3100"],
};
const REASONS: readonly SuggestionReason[] = [
  "linked_products",
  "name_alike",
  "usual",
  "accepted",
  "maybe_accepted",
];
/** One product may be a slip, and most is less than nearly all. */
const SURE_PRODUCTS = 2;
const SURE_SHARE = 0.8;
const LIKELY_SHARE = 0.5;

/**
 * Income accounts for a cell of the mapping, best first, out of what stands in the company's chart: the first is
 * a proposal for the user to confirm, never a decision. No group: lines without a product.
 */
export function suggestAccounts(
  group: SalesGroup | null,
  treatment: SalesTreatment,
  chart: readonly { code: string; name: string }[],
): AccountSuggestion[] {
  const products = productsByAccount(group?.uses ?? [], treatment);
  return chart
    .filter(({ code }) => /^3[0-2]\d\d$/.test(code))
    .flatMap(({ code, name }): AccountSuggestion[] => {
      const vatType = bestVatType(code, treatment);
      if (!vatType) return [];
      const base = { account: code, name, vatType };
      const here = products.counts.get(code);
      if (here !== undefined) return [{ ...base, ...ofProducts(here, products.all) }];
      const reason = reasonOf(code, vatType, treatment, namesAreAlike(name, group?.name ?? ""));
      return [{ ...base, reason, confidence: confidenceIn(reason, code, vatType) }];
    })
    .sort((one, other) => rank(one, treatment) - rank(other, treatment));
}

/** Only what the treatment can be: the same product is no evidence for what it is sold as abroad. */
function productsByAccount(uses: readonly UsedAccount[], treatment: SalesTreatment) {
  const counts = new Map<string, number>();
  let all = 0;
  for (const { account, vatType, products } of uses) {
    if (!fittingVatType("sales", treatment, vatType)) continue;
    counts.set(account, (counts.get(account) ?? 0) + products);
    all += products;
  }
  return { counts, all };
}

function ofProducts(here: number, all: number) {
  const share = here / all;
  const isSure = share >= SURE_SHARE && here >= SURE_PRODUCTS;
  const confidence: Confidence = isSure ? "sure" : share >= LIKELY_SHARE ? "likely" : "unsure";
  return { reason: "linked_products", confidence, products: { here, all } } as const;
}

/** The usual type of the treatment that the account takes or may take. */
function bestVatType(code: string, treatment: SalesTreatment): FikenVatType | undefined {
  return vatTypesOf(treatment).find((type) => accountAccepts(code, type) !== "no");
}

function reasonOf(
  code: string,
  vatType: FikenVatType,
  treatment: SalesTreatment,
  alike: boolean,
): SuggestionReason {
  if (alike && !code.endsWith("9")) return "name_alike";
  if (USUAL[treatment].includes(code)) return "usual";
  return accountAccepts(code, vatType) === "yes" ? "accepted" : "maybe_accepted";
}

/** A name that is alike may still be another thing's; what Fiken may refuse is sure of nothing. */
function confidenceIn(reason: SuggestionReason, code: string, vatType: FikenVatType): Confidence {
  if (reason === "accepted" || reason === "maybe_accepted") return "unsure";
  return accountAccepts(code, vatType) === "yes" ? "likely" : "unsure";
}

function rank({ account, reason, products }: AccountSuggestion, treatment: SalesTreatment): number {
  const usual = USUAL[treatment].indexOf(account);
  const place = usual === -1 ? USUAL[treatment].length : usual;
  const others = products ? products.all - products.here : 0;
  return REASONS.indexOf(reason) * 1e12 + others * 1e6 + place * 10_000 + Number(account);
}
