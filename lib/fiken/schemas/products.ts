import { z } from "zod";
import { day, fikenId, minor, optional, optionalText } from "./values";

export const productSchema = z.object({
  productId: fikenId,
  name: z.string(),
  /** Free text, not unique in Fiken, and often not there. */
  productNumber: optionalText,
  /** Net, in øre. */
  unitPrice: optional(minor),
  incomeAccount: z.string(),
  /** Answered in lower case, wanted in upper case. */
  vatType: z.string().transform((type) => type.toUpperCase()),
  active: z
    .boolean()
    .nullish()
    .transform((active) => active ?? true),
  /** Null where nobody keeps stock: not the same as 0. */
  stock: optional(z.number()),
  note: optionalText,
  lastModifiedDate: optional(day),
});

export type FikenProduct = z.infer<typeof productSchema>;

/** A PUT replaces the whole product: what is left out, the stock too, is wiped. */
export type FikenProductRequest = {
  name: string;
  productNumber?: string;
  /** Net, in øre. */
  unitPrice?: number;
  incomeAccount: string;
  /** A FikenProductVatType where we choose it; what Fiken answered where we only repeat it. */
  vatType: string;
  active: boolean;
  /** An absolute number, with decimals. */
  stock?: number;
  /** At most 200 characters. */
  note?: string;
};
