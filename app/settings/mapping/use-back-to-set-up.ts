"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useFrame } from "../frame";
import { countUnmapped } from "./cells";
import { countUnsaved } from "./kept-draft";
import type { MappingState } from "./mapping-state";
import { countUnmappedPurchases } from "./purchase-cells";

/** Of the link with which the set-up sends somebody to choose accounts. */
export const BACK_TO_SET_UP = "then=set-up";

/** Leads who came from the set-up back to it, once nothing is missing any more and nothing is unsaved. */
export function useBackToSetUp(): (saved: MappingState) => void {
  const router = useRouter();
  const { base } = useFrame();
  const queryClient = useQueryClient();
  const cameFromThere = useSearchParams().toString().includes(BACK_TO_SET_UP);
  return (saved) => {
    const missing = countUnmapped(saved) + countUnmappedPurchases(saved.purchase);
    const isDone = missing === 0 && countUnsaved(queryClient, saved) === 0;
    if (cameFromThere && isDone) router.push(`${base}/set-up`);
  };
}
