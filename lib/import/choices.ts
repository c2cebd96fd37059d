import { z } from "zod";
import type { ImportChoices } from "@/db/schema/imports";

/** Rackbeat's VAT zones as it spells them. */
export const VAT_ZONES = ["domestic", "eu", "abroad", "domestic_exempt"] as const;

const number = z.number().int().positive();
const day = z.iso.date();

const choicesSchema = z.object({
  kinds: z.array(z.enum(["customer", "supplier", "product"])),
  includeInactive: z.boolean(),
  openingStock: z.object({ location: number, date: day }).nullable(),
  customer: z
    .object({
      group: number,
      paymentTerms: number,
      layout: number.nullable(),
      vatZone: z.enum(VAT_ZONES),
    })
    .nullable(),
  supplier: z
    .object({ group: number, paymentTerms: number, vatZone: z.enum(VAT_ZONES) })
    .nullable(),
  product: z.object({ group: number, unit: number.nullable() }).nullable(),
  paymentTermsByDays: z.record(z.string().regex(/^\d{1,5}$/), number),
  groupByAccount: z.record(z.string().min(1), number),
});

/** Choices as we propose them: what the agreement lacks, and the kinds that need it, are left out. */
export const proposedChoicesSchema: z.ZodType<ImportChoices> = choicesSchema;

/** The user's choices as they come from outside. A kind that is imported has its own choices. */
export const importChoicesSchema: z.ZodType<ImportChoices> = choicesSchema.refine(
  ({ kinds, ...choices }) => kinds.length > 0 && kinds.every((kind) => choices[kind] !== null),
  {
    error: "no kind is imported, or one lacks its choices",
  },
);
