import { z } from "zod";
import { cures, goesOn, type SetRule } from "@/lib/bookkeeping/mapping/cured-causes";
import { KINDS } from "../status/transfer-row";

/** Transfers that wait for the same rules of the mapping, and are of the same groups. */
export const waitingSchema = z.object({
  causes: z.array(z.string()),
  productGroups: z.array(z.number().nullable()),
  count: z.number(),
  /** The first in booking order. */
  first: z.array(z.object({ id: z.string(), kind: z.enum(KINDS), number: z.string() })),
});
export type Waiting = z.infer<typeof waitingSchema>;
export type WaitingTransfer = Waiting["first"][number];

/** How many wait for the rule, whatever else they wait for. */
export function countWaitingFor(rule: SetRule, waiting: readonly Waiting[]): number {
  return waiting
    .filter(({ causes, productGroups }) =>
      causes.some((cause) => isNamed(cause) && cures(rule, cause, productGroups)),
    )
    .reduce((sum, { count }) => sum + count, 0);
}

/** Which account Fiken has refused stands in no cause: it is no rule's in particular. */
function isNamed(cause: string): boolean {
  return cause.startsWith("mapping.");
}

/** What goes on once these rules are set: how many, and the first of them. */
export function releasedBy(rules: readonly SetRule[], waiting: readonly Waiting[]) {
  const going = waiting.filter((alike) => goesOn(alike, rules));
  return {
    count: going.reduce((sum, { count }) => sum + count, 0),
    first: going.flatMap(({ first }) => first).slice(0, 10),
  };
}
