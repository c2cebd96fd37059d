import { z } from "zod";

const entrySchema = z.object({
  kind: z.enum(["ledger", "line", "vat"]),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  text: z.string().nullable(),
  vatType: z.string().nullable(),
  vatCode: z.string().nullable(),
  baseMinor: z.number().nullable(),
  reckoned: z.enum(["self_assessed", "import_basis"]).nullable(),
  line: z.number().nullable(),
  party: z.object({ number: z.string(), name: z.string().nullable() }).nullable(),
  debitMinor: z.number(),
  creditMinor: z.number(),
});

/** A voucher as it is shown; amounts in the smallest unit of `currency`. */
export const voucherSchema = z.object({
  side: z.enum(["sales", "purchase"]),
  currency: z.string(),
  entries: z.array(entrySchema),
  debitMinor: z.number(),
  creditMinor: z.number(),
});

/** The party's sub-account in Fiken; null where it has none, or none that can be told now. */
export const voucherLedgerSchema = z.object({
  ledger: z.object({ account: z.string(), name: z.string() }).nullable(),
});
export type ShownVoucher = z.infer<typeof voucherSchema>;
export type ShownEntry = z.infer<typeof entrySchema>;
