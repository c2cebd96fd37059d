import { z } from "zod";
import type { MappingState } from "./mapping-state";
import type { Reach } from "./reach";

const recentSchema = z.object({
  documents: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  groups: z.array(z.object({ productGroup: z.number().nullable(), count: z.number() })),
});

/** What was read of the newest documents in Rackbeat; of purchases only where they are transferred. */
export const recentDocumentsSchema = z.object({
  sales: recentSchema,
  purchase: recentSchema.nullable(),
});
export type RecentDocuments = z.infer<typeof recentDocumentsSchema>;
type Recent = z.infer<typeof recentSchema>;

/** Whether nothing tells how many documents a group concerns, because none of that side was transferred yet. */
export function lacksDocuments({ groups, purchase }: MappingState): boolean {
  const purchases = purchase.isOn ? purchase.groups : [];
  return [...groups, ...purchases].some(({ reach }) => reach.documentCount === null);
}

/** The mapping with what Rackbeat's newest documents tell, where the transfers tell nothing. */
export function withRecent(
  mapping: MappingState,
  recent: RecentDocuments | undefined,
): MappingState {
  if (!recent) return mapping;
  const { sales, purchase } = recent;
  return {
    ...mapping,
    groups: mapping.groups.map((group) => ({ ...group, reach: reachWith(group, sales) })),
    purchase: {
      ...mapping.purchase,
      groups: mapping.purchase.groups.map((group) => ({
        ...group,
        reach: reachWith(group, purchase),
      })),
    },
  };
}

function reachWith(
  { number, reach }: { number: number | null; reach: Reach },
  recent: Recent | null,
): Reach {
  if (reach.documentCount !== null || !recent || recent.documents === 0) return reach;
  const ofGroup = recent.groups.find(({ productGroup }) => productGroup === number);
  return { ...reach, recent: { count: ofGroup?.count ?? 0, of: recent.documents } };
}
