import { z } from "zod";

const partySchema = z.object({
  name: z.string(),
  organizationNumber: z.string().nullable(),
  email: z.string().nullable(),
  city: z.string().nullable(),
});

/** The contacts in Fiken among which a person says which one is the customer or supplier, and that one in Rackbeat. */
export const contactChoiceSchema = z.object({
  role: z.enum(["customer", "supplier"]),
  number: z.string(),
  /** Null where it is not in Rackbeat any more. */
  inRackbeat: partySchema.nullable(),
  contacts: z.array(
    partySchema.extend({
      id: z.number(),
      /** Its sub-accounts, as customer and as supplier. */
      accounts: z.array(z.string()),
      isActive: z.boolean(),
    }),
  ),
});
export type ContactChoice = z.infer<typeof contactChoiceSchema>;

/** Null: the transfer waits for no such choice, or no more. */
export const contactChoiceAnswerSchema = z.object({ choice: contactChoiceSchema.nullable() });
