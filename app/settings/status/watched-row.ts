import type { z } from "zod";
import type { Zod } from "@/app/fetch-json";
import { KINDS } from "./transfer-row";

/** How changes of a kind of entity become known: the same shape from the page and from the API. */
export const watchSchema = (z: Zod) =>
  z.object({
    kinds: z.array(
      z.object({
        kind: z.enum(KINDS),
        hasWebhook: z.boolean(),
        everyMinutes: z.number().nullable(),
        lastRunAt: z.string().nullable(),
        hasFailed: z.boolean(),
      }),
    ),
  });
export type Watch = z.infer<ReturnType<typeof watchSchema>>;
