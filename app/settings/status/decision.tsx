"use client";

import dynamic from "next/dynamic";
import type { ProblemRow } from "./transfer-row";

const CHANGED = "document.changed_after_transfer";
const STUCK = "document.cannot_be_reversed";
export const UNBOOKED = "document.unbooked_after_transfer";

/** The document is not in Rackbeat what it is in Fiken, and the user says which of them counts. */
export function isForDecision({ code }: Pick<ProblemRow, "code">): boolean {
  return code === CHANGED || code === UNBOOKED || code === STUCK;
}

/** Rarely asked: loaded with the page where there is something to decide. */
export const DecideChange = dynamic(() =>
  import("./decide-change").then((module) => module.DecideChange),
);
