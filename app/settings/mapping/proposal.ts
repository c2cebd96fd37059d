import { z } from "zod";

export const CONFIDENCES = ["sure", "likely", "unsure"] as const;

/** An account proposed for a group's treatment: why, and how far it can be relied on. */
export const proposalSchema = z.object({
  account: z.string(),
  reason: z.enum(["linked_products", "name_alike", "usual", "accepted"]),
  confidence: z.enum(CONFIDENCES),
  /** How many products of the group, of those in Fiken with this VAT, are booked on it. */
  products: z.object({ here: z.number(), all: z.number() }).optional(),
});
export type Proposal = z.infer<typeof proposalSchema>;

type Suggestion = Omit<Proposal, "reason" | "products"> & {
  reason: Proposal["reason"] | "maybe_accepted";
  products?: { here: number; all: number };
};

/** The best one, unless it is no better than a try. */
export function proposalOf([best]: readonly Suggestion[]): Proposal | null {
  if (!best || best.reason === "maybe_accepted") return null;
  const { account, reason, confidence, products } = best;
  return { account, reason, confidence, ...(products ? { products } : {}) };
}
