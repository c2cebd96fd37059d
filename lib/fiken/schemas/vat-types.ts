import { z } from "zod";

/** The VAT types of a sale, as Fiken wants them sent: upper case. */
export type FikenVatType =
  | "HIGH"
  | "MEDIUM"
  | "LOW"
  | "RAW_FISH"
  | "NONE"
  | "EXEMPT"
  | "EXEMPT_IMPORT_EXPORT"
  | "EXEMPT_REVERSE"
  | "OUTSIDE";

/** Fiken's answers mix upper and lower case; ours is always upper. A type we do not know stays what it is. */
export const answeredVatType = z
  .string()
  .nullish()
  .transform((type) => type?.toUpperCase() ?? null);

/** Products and lines of invoices and credit notes know no raw fish. */
export type FikenProductVatType = Exclude<FikenVatType, "RAW_FISH">;

/**
 * The VAT types of a purchase. `…_BASIS` is the value that import VAT is reckoned from, `…_DIRECT` a line that is
 * import VAT itself.
 */
export type FikenPurchaseVatType =
  | "HIGH"
  | "MEDIUM"
  | "LOW"
  | "RAW_FISH"
  | "NONE"
  | "HIGH_DIRECT"
  | "MEDIUM_DIRECT"
  | "HIGH_BASIS"
  | "MEDIUM_BASIS"
  | "NONE_IMPORT_BASIS"
  | "HIGH_FOREIGN_SERVICE_DEDUCTIBLE"
  | "HIGH_FOREIGN_SERVICE_NONDEDUCTIBLE"
  | "LOW_FOREIGN_SERVICE_DEDUCTIBLE"
  | "LOW_FOREIGN_SERVICE_NONDEDUCTIBLE"
  | "HIGH_PURCHASE_OF_EMISSIONSTRADING_OR_GOLD_DEDUCTIBLE"
  | "HIGH_PURCHASE_OF_EMISSIONSTRADING_OR_GOLD_NONDEDUCTIBLE";
