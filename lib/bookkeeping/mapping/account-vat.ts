import type { FikenPurchaseVatType, FikenVatType } from "@/lib/fiken/schemas/vat-types";

const TAXED_ACCOUNTS: Partial<Record<FikenVatType, readonly string[]>> = {
  HIGH: ["3000", "3010", "3020", "3061", "3070", "3081", "3090"],
  MEDIUM: ["3030", "3040", "3063"],
  LOW: ["3050", "3081", "3090"],
};
const KNOWN_TAXED = new Set(Object.values(TAXED_ACCOUNTS).flat());
const ZERO_RATED: readonly FikenVatType[] = ["EXEMPT", "EXEMPT_IMPORT_EXPORT", "EXEMPT_REVERSE"];

/**
 * Whether Fiken takes a sales VAT type on an account. Fiken has no call that says so; this is what its account
 * help lists (30xx taxed, 31xx zero-rated, 32xx outside VAT, accounts ending in 9 and rounding without VAT).
 * "unknown" is for the user to try: Fiken's refusal then says it.
 */
export function accountAccepts(account: string, vatType: FikenVatType): "yes" | "no" | "unknown" {
  const code = account.slice(0, 4);
  if (code === "7740" || /^3..9$/.test(code)) return vatType === "NONE" ? "yes" : "no";
  if (code.startsWith("31")) {
    if (vatType === "EXEMPT") return "yes";
    // Reports disagree whether 31xx takes every zero rate or EXEMPT alone.
    return ZERO_RATED.includes(vatType) ? "unknown" : "no";
  }
  if (code.startsWith("32")) return vatType === "OUTSIDE" ? "yes" : unknownIf(vatType === "NONE");
  // Debts, VAT among them: nothing is sold on these.
  if (code.startsWith("2")) return "no";
  if (!code.startsWith("30")) return "unknown";

  if (TAXED_ACCOUNTS[vatType]?.includes(code)) return "yes";
  const isTaxed = ["HIGH", "MEDIUM", "LOW", "RAW_FISH"].includes(vatType);
  return unknownIf(isTaxed && !KNOWN_TAXED.has(code));
}

/** Representation and rounding: what stands there is never deducted (reported of Fiken for 7350). */
const NEVER_DEDUCTED = ["7350", "7740"];

/**
 * The same of purchases, of which even less is published: goods (4xxx) take VAT, income and ledgers take no purchase,
 * and of other costs, of stock and of assets it is for the user to try.
 */
export function accountAcceptsPurchase(
  account: string,
  vatType: FikenPurchaseVatType,
): "yes" | "no" | "unknown" {
  const code = account.slice(0, 4);
  if (NEVER_DEDUCTED.includes(code)) return vatType === "NONE" ? "yes" : "no";
  if (code.startsWith("4")) return "yes";
  if (/^(1[0-4]|6|7)/.test(code)) return "unknown";
  return unknownIf(/^[58]/.test(code) && vatType === "NONE");
}

function unknownIf(condition: boolean): "unknown" | "no" {
  return condition ? "unknown" : "no";
}
