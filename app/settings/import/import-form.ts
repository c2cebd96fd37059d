import { z } from "zod";
import { proposedChoicesSchema } from "@/lib/import/choices";

export const IMPORT_FORM_KEY = ["import", "form"] as const;

const namedSchema = z.object({ number: z.number(), name: z.string() });
export type NamedOption = z.infer<typeof namedSchema>;

const missingSchema = z.union([
  z.object({ kind: z.enum(["customer_group", "supplier_group", "unit"]), name: z.string() }),
  z.object({ kind: z.literal("payment_terms"), name: z.string(), days: z.number() }),
  z.object({
    kind: z.literal("product_group"),
    name: z.string(),
    hasInventory: z.boolean(),
    vatDomestic: z.string(),
  }),
]);
export const basicsSchema = z.object({ basics: z.array(missingSchema).min(1).max(20) });

/** What can be chosen, and what is chosen already or proposed. */
export const importFormSchema = z.object({
  available: z.object({
    customerGroups: z.array(namedSchema),
    supplierGroups: z.array(namedSchema),
    productGroups: z.array(namedSchema),
    paymentTerms: z.array(namedSchema),
    layouts: z.array(namedSchema),
    units: z.array(namedSchema),
    locations: z.array(namedSchema),
    vatZones: z.array(z.string()),
  }),
  proposed: proposedChoicesSchema,
  /** What the present plan was made with. */
  chosen: proposedChoicesSchema.nullable(),
  reasons: z.array(
    z.object({
      field: z.string(),
      why: z.enum(["only_one", "first", "most_used_in_fiken", "at_home"]),
    }),
  ),
  groups: z.array(
    z.object({
      account: z.string(),
      vatType: z.string(),
      /** In words. */
      vatName: z.string(),
      count: z.number(),
      group: z.number().nullable(),
      why: z.enum(["mapping", "rate"]).nullable(),
    }),
  ),
  terms: z.array(
    z.object({ days: z.number(), count: z.number(), paymentTerms: z.number().nullable() }),
  ),
  missing: z.array(missingSchema),
  /** Today in Norway. */
  today: z.iso.date(),
});
export type ShownForm = z.infer<typeof importFormSchema>;
