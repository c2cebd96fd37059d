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
