import { z } from "zod";

/** Where the daily digest goes; null: nowhere. */
export const digestAddressSchema = z.object({ address: z.email().max(254).nullable() });

export const digestChoiceSchema = digestAddressSchema.extend({ isOffered: z.boolean() });
export type DigestChoice = z.infer<typeof digestChoiceSchema>;
