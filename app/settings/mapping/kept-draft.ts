import type { QueryClient } from "@tanstack/react-query";
import { changeOf, countChanges, type Draft, EMPTY_DRAFT } from "./draft";
import type { MappingState } from "./mapping-state";
import {
  countPurchaseChanges,
  EMPTY_PURCHASE_DRAFT,
  type PurchaseDraft,
  purchaseChangeOf,
} from "./purchase-draft";
import type { Side } from "./sides";

export type DraftOf = { sales: Draft; purchase: PurchaseDraft };

const EMPTY: DraftOf = { sales: EMPTY_DRAFT, purchase: EMPTY_PURCHASE_DRAFT };

const keyOf = (side: Side) => ["mapping-draft", side];

/** What is chosen and not saved, also of a screen that was left since. */
export function keptDraft<S extends Side>(queryClient: QueryClient, side: S): DraftOf[S] {
  return queryClient.getQueryData<DraftOf[S]>(keyOf(side)) ?? EMPTY[side];
}

/** Kept while the frame is open: whoever looks at a waiting document first, comes back to the choices. */
export function keepDraft<S extends Side>(
  queryClient: QueryClient,
  side: S,
  draft: DraftOf[S],
): void {
  queryClient.setQueryDefaults(keyOf(side), { gcTime: Number.POSITIVE_INFINITY });
  queryClient.setQueryData(keyOf(side), draft);
}

/** How many of the choices, of sales and of purchases, are others than those saved. */
export function countUnsaved(queryClient: QueryClient, saved: MappingState): number {
  return (
    countChanges(changeOf(saved, keptDraft(queryClient, "sales"))) +
    countPurchaseChanges(purchaseChangeOf(saved.purchase, keptDraft(queryClient, "purchase")))
  );
}

/** What is left of a draft once another was saved: the choices made since. */
export function chosenSince<D extends DraftOf[Side]>(draft: D, saved: D): D {
  const before: Record<string, Record<string, unknown>> = saved;
  const parts = Object.entries(draft).map(([part, choices]) => [
    part,
    Object.fromEntries(
      Object.entries(choices).filter(([key, chosen]) => chosen !== before[part]?.[key]),
    ),
  ]);
  // Safe: the parts are those of the draft, with some of their entries.
  return Object.fromEntries(parts) as D;
}
