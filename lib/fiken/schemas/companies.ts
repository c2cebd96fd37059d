import { z } from "zod";
import { flag, optional, optionalText } from "./values";

export const userSchema = z.object({ name: optionalText, email: optionalText });

export const companySchema = z.object({
  name: z.string(),
  slug: z.string().min(1),
  organizationNumber: optionalText,
  /** `no | yearly | monthly | bi-monthly`; `no` means not VAT registered. */
  vatType: optionalText,
  /** Whether the company has ordered Fiken's API module. */
  hasApiAccess: flag,
  testCompany: flag,
  accountingStartDate: optional(z.iso.date()),
});

export type FikenUser = z.infer<typeof userSchema>;
export type FikenCompany = z.infer<typeof companySchema>;
