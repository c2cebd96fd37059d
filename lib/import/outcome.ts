import type { ImportAction, ImportRow } from "@/db/schema/imports";

export const OUTCOMES = [
  "waiting",
  "writing",
  "created",
  "linked",
  "updated",
  "skipped",
  "undecided",
  "failed",
  "undoing",
  "undone",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const DONE = {
  create: "created",
  link: "linked",
  update: "updated",
  skip: "skipped",
  conflict: "undecided",
} as const satisfies Record<ImportRow["action"], Outcome>;

type Row = Pick<ImportRow, "action" | "state" | "undoAskedAt">;

/** What has become of a row. One that is left out stays "waiting" in the table, but waits for nothing. */
export function outcomeOf({ action, state, undoAskedAt }: Row): Outcome {
  if (!CARRIED.includes(action)) return DONE[action];
  if (undoAskedAt !== null && state !== "undone") return "undoing";
  return state === "done" ? DONE[action] : state;
}

/** What a run does something about. */
export const CARRIED: readonly ImportAction[] = ["create", "link", "update"];

/** Whether Rackbeat has it under its number. Any other's number is only planned, or no longer there. */
export function isInRackbeat(outcome: Outcome): boolean {
  return ["created", "linked", "updated", "undoing"].includes(outcome);
}
