import type { GroupDocuments } from "@/db/queries/mapping-reach";
import type { AccountMapping } from "@/db/schema/mappings";
import type { ProductGroup } from "@/db/schema/product-groups";
import type { Reach } from "./reach";

type Known = {
  /** Which documents count on this side. */
  kind: GroupDocuments["kind"];
  /** Of this side. */
  mapped: readonly Pick<AccountMapping, "productGroup" | "createdAt">[];
  groups: readonly Pick<ProductGroup, "number" | "productCount" | "firstSeenAt">[];
  documents: readonly GroupDocuments[];
};

/** What each group concerns, on one side of the mapping. */
export function reachesOf({ kind, mapped, groups, documents }: Known) {
  const mappedGroups = new Set(mapped.map(({ productGroup }) => productGroup));
  const known = new Map(groups.map((group) => [group.number, group]));
  const isAnyKnown = documents.some((one) => one.kind === kind);
  const begun = Math.min(...mapped.map(({ createdAt }) => createdAt.getTime()));
  return (number: number | null): Reach => {
    const group = number === null ? undefined : known.get(number);
    const ofGroup = documents.find((one) => one.kind === kind && one.productGroup === number);
    return {
      isNew:
        group !== undefined && !mappedGroups.has(number) && group.firstSeenAt.getTime() > begun,
      productCount: group?.productCount ?? null,
      documentCount: isAnyKnown ? (ofGroup?.count ?? 0) : null,
    };
  };
}

type Listed = { number: number | null; reach: Reach };

/** New groups first, for something waits there; then as Rackbeat numbers them, lines without a product last. */
export function newFirst(one: Listed, other: Listed): number {
  if (one.reach.isNew !== other.reach.isNew) return one.reach.isNew ? -1 : 1;
  if (one.number === null || other.number === null) return one.number === null ? 1 : -1;
  return one.number - other.number;
}
