import { z } from "zod";
import { optional, optionalText, perhapsText, wholeNumber } from "./values";

/** Groups of customers and suppliers, units, layouts and locations: a number and a name. */
export const namedSchema = z.object({ number: wholeNumber, name: optionalText });

/** Days until an invoice is due; what `type` can be is not documented (net, end of month, cash…). */
export const paymentTermsSchema = z.object({
  number: wholeNumber,
  name: optionalText,
  maturity_days: optional(wholeNumber),
  type: perhapsText,
});

export type RackbeatNamed = z.infer<typeof namedSchema>;
export type RackbeatPaymentTerms = z.infer<typeof paymentTermsSchema>;
