import { z } from "zod";
import { flag, optionalText } from "./values";

/** An account of the current year's chart: `3000`, or `1920:10001` for a sub-account. */
export const accountSchema = z.object({
  code: z.string().regex(/^\d{4}(:\d+)?$/),
  name: z.string(),
});

export const bankAccountSchema = z.object({
  name: optionalText,
  /** What booked documents want, `1920:10007`. */
  accountCode: z.string(),
  /** The 11 digits: what invoice drafts want. */
  bankAccountNumber: optionalText,
  type: optionalText,
  inactive: flag,
});

export type FikenAccount = z.infer<typeof accountSchema>;
export type FikenBankAccount = z.infer<typeof bankAccountSchema>;
