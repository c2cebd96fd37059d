import type { z } from "zod";
import type { Zod } from "@/app/fetch-json";
import { problemSchema } from "./transfer-row";

/** What the browser may know of a task: a cause in words, what waits for it, and where it is solved. */
export const taskRowSchema = (z: Zod) =>
  problemSchema(z).extend({
    causeKey: z.string(),
    /** The first of them in booking order. */
    transferId: z.string(),
    count: z.number(),
    amounts: z.array(z.object({ currency: z.string(), totalMinor: z.number() })),
    since: z.string(),
  });
export type TaskRow = z.infer<ReturnType<typeof taskRowSchema>>;
