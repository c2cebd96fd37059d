import { z } from "zod";
import { transferRowSchema } from "./transfer-row";

/** A part of the list of transfers: the same shape from the page and from the API. */
export const transferPageSchema = z.object({
  transfers: z.array(transferRowSchema),
  /** Where the list goes on; null at its end. */
  nextCursor: z.string().nullable(),
});
export type TransferPage = z.infer<typeof transferPageSchema>;
