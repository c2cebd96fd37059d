import { z } from "zod";
import { fikenId, minor, optional, optionalText } from "./values";
import { answeredVatType } from "./vat-types";

/** A line of what Fiken has numbered itself, an invoice or a credit note. Amounts in the document's currency. */
export const issuedLineSchema = z.object({
  description: optionalText,
  comment: optionalText,
  productId: optional(fikenId),
  quantity: optional(z.number()),
  unitPrice: optional(minor),
  /** Percent, 0-100. */
  discount: optional(z.number()),
  vatType: answeredVatType,
  incomeAccount: optionalText,
  net: optional(minor),
  vat: optional(minor),
  gross: optional(minor),
});
