"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useFrame } from "../frame";
import { countUnmapped } from "./cells";
import type { MappingState } from "./mapping-state";
import { countUnmappedPurchases } from "./purchase-cells";

/** Of the link with which the set-up sends somebody to choose accounts. */
export const BACK_TO_SET_UP = "then=set-up";

/** Leads who came from the set-up back to it, once nothing is missing any more: the next step is there. */
export function useBackToSetUp(): (saved: MappingState) => void {
  const router = useRouter();
  const { base } = useFrame();
  const cameFromThere = useSearchParams().toString().includes(BACK_TO_SET_UP);
  return (saved) => {
    const missing = countUnmapped(saved) + countUnmappedPurchases(saved.purchase);
    if (cameFromThere && missing === 0) router.push(`${base}/set-up`);
  };
}
