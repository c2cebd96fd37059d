import { z } from "zod";
import { minor, optional, optionalText } from "./values";
import { answeredVatType } from "./vat-types";

/** A line of a booked sale or purchase: in øre and, where that is another, in the document's currency. */
export const bookedLineSchema = z.object({
  description: optionalText,
  account: optionalText,
  vatType: answeredVatType,
  netPrice: optional(minor),
  vat: optional(minor),
  netPriceInCurrency: optional(minor),
  vatInCurrency: optional(minor),
});
