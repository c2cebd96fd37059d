import { z } from "zod";
import { key, optional, optionalText } from "./values";

/** `GET /self`: whose token it is. `user_account.id` is the agreement. */
export const selfSchema = z.object({
  user_account: z.object({
    id: key,
    company_name: optionalText,
    name: optionalText,
  }),
  user: optional(z.object({ name: optionalText, email: optionalText })),
});

export type RackbeatSelf = z.infer<typeof selfSchema>;
