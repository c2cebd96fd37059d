import { z } from "zod";

/** What a product group concerns. */
export const reachSchema = z.object({
  /** Came after the others were mapped, and nothing is chosen for it. */
  isNew: z.boolean(),
  /** Null where Rackbeat does not tell, and for lines without a product. */
  productCount: z.number().nullable(),
  /** Of the last three months; null where nothing of them was transferred, so that nobody knows. */
  documentCount: z.number().nullable(),
  /** Where nobody knows that: of so many of Rackbeat's newest documents, as the page has found out since. */
  recent: z.object({ count: z.number(), of: z.number() }).optional(),
});
export type Reach = z.infer<typeof reachSchema>;
