import type { FikenVatType } from "@/lib/fiken/schemas/vat-types";
import { namesAreAlike } from "./account-names";
import { accountAccepts } from "./account-vat";
import { type SalesTreatment, vatTypesOf } from "./treatment";

/** Why an account is proposed: its name shares a word with the group's, it is the usual one, or it would be taken. */
export type SuggestionReason = "name_alike" | "usual" | "accepted" | "maybe_accepted";

export type AccountSuggestion = {
  account: string;
  name: string;
  vatType: FikenVatType;
  reason: SuggestionReason;
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
const REASONS: readonly SuggestionReason[] = ["name_alike", "usual", "accepted", "maybe_accepted"];

/**
 * Income accounts for a cell of the mapping, best first, out of what stands in the company's chart: the first is
 * a proposal for the user to confirm, never a decision. No group: lines without a product.
 */
export function suggestAccounts(
  group: { name: string } | null,
  treatment: SalesTreatment,
  chart: readonly { code: string; name: string }[],
): AccountSuggestion[] {
  return chart
    .filter(({ code }) => /^3[0-2]\d\d$/.test(code))
    .flatMap(({ code, name }) => {
      const vatType = bestVatType(code, treatment);
      if (!vatType) return [];
      const alike = namesAreAlike(name, group?.name ?? "");
      return [{ account: code, name, vatType, reason: reasonOf(code, vatType, treatment, alike) }];
    })
    .sort((one, other) => rank(one, treatment) - rank(other, treatment));
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

function rank({ account, reason }: AccountSuggestion, treatment: SalesTreatment): number {
  const usual = USUAL[treatment].indexOf(account);
  const place = usual === -1 ? USUAL[treatment].length : usual;
  return REASONS.indexOf(reason) * 1_000_000 + place * 10_000 + Number(account);
}
