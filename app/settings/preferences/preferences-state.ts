import { z } from "zod";
import { setUpStateSchema } from "../set-up/set-up-state";
import { digestChoiceSchema } from "./digest-choice";

/** Everything that can be chosen, as the page and the API tell it to the browser. */
export const preferencesSchema = z.object({
  setUp: setUpStateSchema,
  pausedAt: z.string().nullable(),
  digest: digestChoiceSchema,
});
export type Preferences = z.infer<typeof preferencesSchema>;
