import { z } from "zod";
import { flag, optional, optionalText, wholeNumber } from "./values";

/** A webhook as Rackbeat keeps it. `token` is shown in the answer to its creation only. */
export const webhookSchema = z.object({
  id: wholeNumber,
  event: z.string(),
  url: z.string(),
  is_active: optional(flag),
  failures_since_last_success: optional(wholeNumber),
  token: optionalText,
});

export type RackbeatWebhook = z.infer<typeof webhookSchema>;
