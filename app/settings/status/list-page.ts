import type { z } from "zod";
import type { Zod } from "@/app/fetch-json";
import { transferRowSchema } from "./transfer-row";

/** A part of the list of transfers: the same shape from the page and from the API. */
export const listPageSchema = (z: Zod) =>
  z.object({
    transfers: z.array(transferRowSchema(z)),
    /** Where the list goes on; null at its end. */
    nextCursor: z.string().nullable(),
  });
export type ListPage = z.infer<ReturnType<typeof listPageSchema>>;
