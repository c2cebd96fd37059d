import type { FikenPurchaseVatType } from "@/lib/fiken/schemas/vat-types";
import { namesAreAlike } from "./account-names";
import { accountAcceptsPurchase } from "./account-vat";
import type { Confidence, SuggestionReason } from "./suggestions";
import { type PurchaseTreatment, purchaseVatTypesOf } from "./treatment";

export type PurchaseSuggestion = {
  account: string;
  name: string;
  /** Of `import` only the first that the account takes: which one it is, the user says. */
  vatType: FikenPurchaseVatType;
  reason: PurchaseReason;
  confidence: Confidence;
};

/** Fiken's products tell no cost account. */
type PurchaseReason = Exclude<SuggestionReason, "linked_products">;

/** Goods for resale and raw materials as the Norwegian standard chart has them, the usual one first. */
const USUAL: Record<PurchaseTreatment, readonly string[]> = {
  high: ["4300", "4000"],
  medium: ["4310", "4300", "4000"],
  low: ["4320", "4300", "4000"],
  none: ["4330", "4300", "4000"],
  import: ["4350", "4300", "4000"],
};
/** Companies number their goods differently: "Varekjøp" and "Innkjøp av varer" are found by name. */
const GOODS = /varekjøp|vareforbruk|innkjøp|kjøp av varer|videresalg/i;
/** What is bought to be sold on without ever being in stock. */
const SERVICES = /fremmedytelse|underentrepr|kjøp av tjeneste/i;
/** Stand beside the goods and are not what was bought. */
const NOT_GOODS = /frakt|toll|spedisjon|rabatt|prisreduksjon|beholdning|periodisering/i;
/** Rates and origins as names of accounts have them. */
const SAID: Record<PurchaseTreatment, RegExp> = {
  high: /høy/i,
  medium: /middels/i,
  low: /\blav/i,
  none: /avgiftsfri|uten mva|ikke mva/i,
  import: /import|utland|innførsel/i,
};
const REASONS: readonly PurchaseReason[] = ["name_alike", "usual", "accepted", "maybe_accepted"];

/**
 * Cost and stock accounts for a cell of the purchase side, best first, out of the company's chart: the first is a
 * proposal to confirm, never a decision. A group that is not kept in stock has services. No group: lines without a
 * product.
 */
export function suggestPurchaseAccounts(
  group: { name: string; hasInventory: boolean } | null,
  treatment: PurchaseTreatment,
  chart: readonly { code: string; name: string }[],
): PurchaseSuggestion[] {
  return chart
    .flatMap(({ code, name }) => {
      const types = purchaseVatTypesOf(treatment);
      const vatType = types.find((type) => accountAcceptsPurchase(code, type) !== "no");
      if (!vatType) return [];
      const reason = reasonOf({ code, name }, vatType, treatment, group);
      const confidence = confidenceIn(reason, treatment);
      return [{ account: code, name, vatType, reason, confidence }];
    })
    .sort((one, other) => rank(one, treatment) - rank(other, treatment));
}

function reasonOf(
  { code, name }: { code: string; name: string },
  vatType: FikenPurchaseVatType,
  treatment: PurchaseTreatment,
  group: { name: string; hasInventory: boolean } | null,
): PurchaseReason {
  const isCost = code.startsWith("4") && !NOT_GOODS.test(name);
  if (isCost && !saysAnother(name, treatment)) {
    if (namesAreAlike(name, group?.name ?? "")) return "name_alike";
    const isService = group !== null && !group.hasInventory;
    const isGoods = GOODS.test(name) || USUAL[treatment].includes(code);
    if (isService ? SERVICES.test(name) : isGoods) return "usual";
  }
  const isSure = code.startsWith("4") && accountAcceptsPurchase(code, vatType) === "yes";
  return isSure ? "accepted" : "maybe_accepted";
}

/** What is bought abroad may be goods or services, which stand on accounts of their own. */
function confidenceIn(reason: PurchaseReason, treatment: PurchaseTreatment): Confidence {
  if (reason === "accepted" || reason === "maybe_accepted") return "unsure";
  return treatment === "import" ? "unsure" : "likely";
}

/** "…, middels sats" is not where goods at 25 % belong. */
function saysAnother(name: string, treatment: PurchaseTreatment): boolean {
  if (SAID[treatment].test(name)) return false;
  return Object.values(SAID).some((word) => word.test(name));
}

function rank({ account, name, reason }: PurchaseSuggestion, treatment: PurchaseTreatment): number {
  const usual = USUAL[treatment].indexOf(account);
  const place = usual === -1 ? USUAL[treatment].length : usual;
  const saysIt = SAID[treatment].test(name) ? 0 : 1;
  return (
    REASONS.indexOf(reason) * 10_000_000 +
    saysIt * 1_000_000 +
    place * 10_000 +
    Number.parseInt(account, 10)
  );
}
