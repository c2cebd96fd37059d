import { z } from "zod";
import type { TransferState } from "@/db/schema/transfers";
import { taskRowSchema } from "./task-row";
import { TRANSFER_STATES, transferRowSchema } from "./transfer-row";

/** The one sentence at the top; the first that is true. */
const HEADLINES = [
  "rackbeatUnreachable",
  "notLive",
  "disconnected",
  "paused",
  "needsYou",
  "moving",
  "allDone",
  "ready",
] as const;
export type Headline = (typeof HEADLINES)[number];

export const transferPageSchema = z.object({
  headline: z.enum(HEADLINES),
  counts: z.partialRecord(z.enum(TRANSFER_STATES), z.number()),
  tasks: z.array(taskRowSchema),
  transfers: z.array(transferRowSchema),
  /** What to ask for the page after this one; null on the last. */
  nextCursor: z.string().nullable(),
});
export type TransferPage = z.infer<typeof transferPageSchema>;
export type TransferCounts = Partial<Record<TransferState, number>>;

const GROUPS = {
  needsYou: ["held", "failed"],
  moving: ["pending", "working", "posted", "checking"],
  verified: ["verified"],
  other: ["unchanged", "excluded"],
} as const satisfies Record<string, TransferState[]>;

/** Nine states are four questions to a bookkeeper. */
export function groupCounts(counts: TransferCounts): Record<keyof typeof GROUPS, number> {
  const sum = (states: readonly TransferState[]) =>
    states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  return {
    needsYou: sum(GROUPS.needsYou),
    moving: sum(GROUPS.moving),
    verified: sum(GROUPS.verified),
    other: sum(GROUPS.other),
  };
}

type Standing = {
  isReachable: boolean;
  isLive: boolean;
  isConnected: boolean;
  isPaused: boolean;
  counts: TransferCounts;
};

/** What stops everything comes before what waits, what waits before what moves. */
export function headlineOf(standing: Standing): Headline {
  const { isReachable, isLive, isConnected, isPaused, counts } = standing;
  if (!isReachable) return "rackbeatUnreachable";
  if (!isLive) return "notLive";
  if (!isConnected) return "disconnected";
  if (isPaused) return "paused";
  const { needsYou, moving, verified, other } = groupCounts(counts);
  if (needsYou > 0) return "needsYou";
  if (moving > 0) return "moving";
  return verified + other > 0 ? "allDone" : "ready";
}
