"use client";

import { lazy, Suspense } from "react";
import { Skeleton } from "@/app/ui/skeleton";
import type { ProblemRow } from "../status/transfer-row";

/** Whether a problem is solved by choosing one of Fiken's contacts. */
export function asksForContact({ code }: Pick<ProblemRow, "code">): boolean {
  return code === "contact.several_matches";
}

/** Rarely asked: loaded when somebody wants to see the contacts. */
const LoadedLater = lazy(() =>
  import("./choose-contact").then((module) => ({ default: module.ChooseContact })),
);

export function ChooseContact(props: { transferId: string }) {
  return (
    <Suspense fallback={<Skeleton label="…" />}>
      <LoadedLater {...props} />
    </Suspense>
  );
}
