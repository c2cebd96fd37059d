import type { VatTreatment, VatZone } from "@/db/schema/mappings";
import type { FikenVatType } from "@/lib/fiken/schemas/vat-types";
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

/** The reasons for 0 %: only the user knows which one applies. */
export const zeroTreatments: VatTreatment[] = ["exempt", "export", "outside", "reverse_charge"];

const VAT_TYPES: Record<VatTreatment, readonly [FikenVatType, ...FikenVatType[]]> = {
  high: ["HIGH"],
  medium: ["MEDIUM"],
  low: ["LOW"],
  exempt: ["EXEMPT"],
  // Which of the two an account 31xx takes for exports is not published: the user's choice stands.
  export: ["EXEMPT_IMPORT_EXPORT", "EXEMPT"],
  outside: ["OUTSIDE", "NONE"],
  reverse_charge: ["EXEMPT_REVERSE", "EXEMPT"],
};

/** Fiken's VAT types of sales that say what the treatment says, the usual one first. */
export function vatTypesOf(treatment: VatTreatment): readonly [FikenVatType, ...FikenVatType[]] {
  return VAT_TYPES[treatment];
}
