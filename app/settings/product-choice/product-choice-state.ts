import { z } from "zod";

/** The products in Fiken among which a person says which one the item is, and the item as Rackbeat has it. */
export const productChoiceSchema = z.object({
  number: z.string(),
  itemName: z.string().nullable(),
  products: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      /** Net, in øre. */
      priceMinor: z.number().nullable(),
      account: z.object({ code: z.string(), name: z.string().nullable() }),
      /** Null where nobody keeps stock of it: not the same as 0. */
      stock: z.number().nullable(),
      isActive: z.boolean(),
      lastModified: z.string().nullable(),
    }),
  ),
});
export type ProductChoice = z.infer<typeof productChoiceSchema>;

/** Null: the transfer waits for no such choice, or no more. */
export const productChoiceAnswerSchema = z.object({ choice: productChoiceSchema.nullable() });
