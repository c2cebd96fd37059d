import type { MappingSide, VatTreatment, VatZone } from "@/db/schema/mappings";
import type { FikenProductVatType, FikenPurchaseVatType } from "@/lib/fiken/schemas/vat-types";
import { Exact } from "@/lib/money";

/**
 * Norway's VAT rates: 25 % general, 15 % food and drink, 12 % passenger transport, lodging, cinema and the
 * like (Stortinget's yearly VAT resolution, sections 2-4; merverdiavgiftsloven chapter 5). Null: no rate of
 * the law, or 0 %, whose reason the rate does not tell. The rate is percent.
 */
export function treatmentOfRate(rate: string): "high" | "medium" | "low" | null {
  switch (percentOf(rate)) {
    case "25":
      return "high";
    case "15":
      return "medium";
    case "12":
      return "low";
    default:
      return null;
  }
}

/** "25.00" and "25" are the same rate, and so are "-0" and "0". */
export function percentOf(rate: string): string {
  const percent = new Exact(rate);
  return percent.isZero() ? "0" : percent.toFixed();
}

const ZONES = new Map<string, VatZone>([
  ["domestic", "domestic"],
  ["eu", "eu"],
  ["abroad", "abroad"],
  ["domesticexempt", "domestic_exempt"],
  ["exempt", "domestic_exempt"],
]);

/** Rackbeat's zone; its published material spells some in several ways. Null: none we know. */
export function vatZoneOf(spelling: string): VatZone | null {
  return ZONES.get(spelling.toLowerCase().replaceAll(/[^a-z]/g, "")) ?? null;
}

/** The VAT types that we use of each side; Fiken has others for cases that Rackbeat does not know (raw fish, gold). */
export type VatTypes = { sales: FikenProductVatType; purchase: FikenPurchaseVatType };

export type SalesTreatment = Exclude<VatTreatment, "none" | "import">;
export type PurchaseTreatment = Extract<
  VatTreatment,
  "high" | "medium" | "low" | "none" | "import"
>;

/** The reasons for 0 %: only the user knows which one applies. */
const ZERO_TREATMENTS: Record<MappingSide, readonly VatTreatment[]> = {
  sales: ["exempt", "export", "outside", "reverse_charge"] satisfies SalesTreatment[],
  purchase: ["none", "import"] satisfies PurchaseTreatment[],
};

export function zeroTreatmentsOf(side: MappingSide): readonly VatTreatment[] {
  return ZERO_TREATMENTS[side];
}

const SALES_TYPES: Record<
  SalesTreatment,
  readonly [FikenProductVatType, ...FikenProductVatType[]]
> = {
  high: ["HIGH"],
  medium: ["MEDIUM"],
  low: ["LOW"],
  exempt: ["EXEMPT"],
  // Which of the two an account 31xx takes for exports is not published: the user's choice stands.
  export: ["EXEMPT_IMPORT_EXPORT", "EXEMPT"],
  outside: ["OUTSIDE", "NONE"],
  reverse_charge: ["EXEMPT_REVERSE", "EXEMPT"],
};

const PURCHASE_TYPES: Record<
  PurchaseTreatment,
  readonly [FikenPurchaseVatType, ...FikenPurchaseVatType[]]
> = {
  // NONE on a taxed line: VAT that may not be deducted (representation, a company outside the VAT register) is cost.
  high: ["HIGH", "NONE"],
  medium: ["MEDIUM", "NONE"],
  low: ["LOW", "NONE"],
  none: ["NONE"],
  // Goods are a basis that import VAT is reckoned from, services are self-assessed: the user says which.
  import: [
    "HIGH_BASIS",
    "MEDIUM_BASIS",
    "NONE_IMPORT_BASIS",
    "HIGH_FOREIGN_SERVICE_DEDUCTIBLE",
    "HIGH_FOREIGN_SERVICE_NONDEDUCTIBLE",
    "LOW_FOREIGN_SERVICE_DEDUCTIBLE",
    "LOW_FOREIGN_SERVICE_NONDEDUCTIBLE",
    "NONE",
  ],
};

/** Fiken's VAT types of sales that say what the treatment says, the usual one first. */
export function vatTypesOf(
  treatment: SalesTreatment,
): readonly [FikenProductVatType, ...FikenProductVatType[]] {
  return SALES_TYPES[treatment];
}

/** The same of purchases. Of `import` none is usual: goods and services differ. */
export function purchaseVatTypesOf(
  treatment: PurchaseTreatment,
): readonly [FikenPurchaseVatType, ...FikenPurchaseVatType[]] {
  return PURCHASE_TYPES[treatment];
}

type TypesOf = { [Side in MappingSide]: Partial<Record<VatTreatment, readonly VatTypes[Side][]>> };
const TYPES: TypesOf = { sales: SALES_TYPES, purchase: PURCHASE_TYPES };

/** The VAT type of that name, in any case; null where it contradicts the treatment. */
export function fittingVatType<Side extends MappingSide>(
  side: Side,
  treatment: VatTreatment,
  name: string,
): VatTypes[Side] | null {
  return TYPES[side][treatment]?.find((type) => type === name.toUpperCase()) ?? null;
}
