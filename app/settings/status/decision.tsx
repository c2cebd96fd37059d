"use client";

import { lazy, Suspense } from "react";
import type { ProblemRow, TransferRow } from "./transfer-row";

const CHANGED = "document.changed_after_transfer";
const STUCK = "document.cannot_be_reversed";
export const UNBOOKED = "document.unbooked_after_transfer";

/** The document is not in Rackbeat what it is in Fiken, and the user says which of them counts. */
export function isForDecision({ code }: Pick<ProblemRow, "code">): boolean {
  return code === CHANGED || code === UNBOOKED || code === STUCK;
}

/** Rarely asked: loaded where there is something to decide. */
const LoadedLater = lazy(() =>
  import("./decide-change").then((module) => ({ default: module.DecideChange })),
);

export function DecideChange(props: { transfer: TransferRow }) {
  return (
    <Suspense>
      <LoadedLater {...props} />
    </Suspense>
  );
}
