"use client";

import { lazy, Suspense } from "react";
import { Skeleton } from "@/app/ui/skeleton";
import type { ProblemRow } from "../status/transfer-row";

/** Whether a problem is solved by choosing one of Fiken's products. */
export function asksForProduct({ code }: Pick<ProblemRow, "code">): boolean {
  return code === "item.several_matches";
}

/** Rarely asked: loaded when somebody wants to see the products. */
const LoadedLater = lazy(() =>
  import("./choose-product").then((module) => ({ default: module.ChooseProduct })),
);

export function ChooseProduct(props: { transferId: string }) {
  return (
    <Suspense fallback={<Skeleton label="…" />}>
      <LoadedLater {...props} />
    </Suspense>
  );
}
