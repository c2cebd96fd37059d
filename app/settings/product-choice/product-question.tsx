"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/app/ui/skeleton";
import type { ProblemRow } from "../status/transfer-row";

/** Whether a problem is solved by choosing one of Fiken's products. */
export function asksForProduct({ code }: Pick<ProblemRow, "code">): boolean {
  return code === "item.several_matches";
}

/** Rarely asked: loaded when somebody wants to see the products. */
export const ChooseProduct = dynamic(
  () => import("./choose-product").then((module) => module.ChooseProduct),
  { ssr: false, loading: () => <Skeleton label="…" /> },
);
