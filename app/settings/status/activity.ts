import type { z } from "zod";
import type { Zod } from "@/app/fetch-json";
import { TRANSFER_STATES } from "./transfer-row";

/** What has been done in the last days, and how quickly: as the API tells it. */
export const activitySchema = (z: Zod) =>
  z.object({
    totals: z.partialRecord(z.enum(TRANSFER_STATES), z.number()),
    days: z.array(z.object({ day: z.string(), count: z.number() })),
    times: z.object({
      count: z.number(),
      p50Ms: z.number().nullable(),
      p95Ms: z.number().nullable(),
      buckets: z.array(z.object({ upToMs: z.number().nullable(), count: z.number() })),
    }),
  });
export type Activity = z.infer<ReturnType<typeof activitySchema>>;
