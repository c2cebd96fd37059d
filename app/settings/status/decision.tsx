"use client";

import { lazy, Suspense } from "react";
import type { ProblemRow, TransferRow } from "./transfer-row";

const CHANGED = "document.changed_after_transfer";
const STUCK = "document.cannot_be_reversed";
const UNBOOKED = "document.unbooked_after_transfer";
const DELETED = "document.deleted_after_transfer";

/** The document is not in Rackbeat what it is in Fiken, and the user says which of them counts. */
export function isForDecision({ code }: Pick<ProblemRow, "code">): boolean {
  return code === CHANGED || code === STUCK || isOutOfRackbeat({ code });
}

/** There is nothing in Rackbeat that could be sent again: reversed, it is only taken back. */
export function isOutOfRackbeat({ code }: Pick<ProblemRow, "code">): boolean {
  return code === UNBOOKED || code === DELETED;
}

/** It was perhaps deleted on purpose: then it is skipped, with the reason, on the transfer's own page. */
export function mayBeSkipped({ code }: Pick<ProblemRow, "code">): boolean {
  return code === "rackbeat.not_found" || code === "fiken.missing_after_posting";
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
