import type { z } from "zod";
import type { Zod } from "@/app/fetch-json";
import type { TransferState } from "@/db/schema/transfers";
import { taskRowSchema } from "./task-row";
import { TRANSFER_STATES } from "./transfer-row";

/** The one sentence at the top; the first that is true. */
const HEADLINES = [
  "rackbeatUnreachable",
  "notLive",
  "disconnected",
  "paused",
  "needsYou",
  "moving",
  "looking",
  "outOfSight",
  "allDone",
  "ready",
] as const;
export type Headline = (typeof HEADLINES)[number];

const sightSchema = (z: Zod) =>
  z.object({
    state: z.enum(["current", "looking", "lost"]),
    completeAt: z.string().nullable(),
    hasFailed: z.boolean(),
  });

/** Whether both systems let us in, and how we get to know of changes. */
const healthSchema = (z: Zod) =>
  z.object({
    isRackbeatReachable: z.boolean(),
    /** Null where Fiken is not connected. */
    fikenCompany: z.string().nullable(),
    webhooks: z.object({ told: z.number(), kinds: z.number(), lastAt: z.string().nullable() }),
    /** Of all lists that are looked through, and of those of documents alone. */
    sweeps: sightSchema(z),
    documents: sightSchema(z),
  });
export type Health = z.infer<ReturnType<typeof healthSchema>>;

export const overviewSchema = (z: Zod) =>
  z.object({
    headline: z.enum(HEADLINES),
    /** Anything was ever transferred, or is to be. */
    hasTransfers: z.boolean(),
    /** Of what is not at its end. */
    counts: z.partialRecord(z.enum(TRANSFER_STATES), z.number()),
    /** Documents that a user left out: the one exception from what the headline says is done. */
    skippedDocuments: z.number(),
    tasks: z.array(taskRowSchema(z)),
    /** Names of product groups that lack an account, and that no task tells of: no document is of them yet. */
    newGroups: z.array(z.string()),
    health: healthSchema(z),
  });
export type Overview = z.infer<ReturnType<typeof overviewSchema>>;
export type TransferCounts = Partial<Record<TransferState, number>>;

export const GROUP_NAMES = ["needsYou", "moving", "verified", "skipped", "other"] as const;
export type StateGroup = (typeof GROUP_NAMES)[number];

/** Ten states are five questions to a bookkeeper. */
export const STATES_OF = {
  needsYou: ["held", "failed"],
  moving: ["pending", "working", "posted", "checking"],
  verified: ["verified"],
  skipped: ["skipped"],
  other: ["unchanged", "excluded"],
} as const satisfies Record<StateGroup, TransferState[]>;

export function countOf(counts: TransferCounts, group: StateGroup): number {
  return STATES_OF[group].reduce((total, state) => total + (counts[state] ?? 0), 0);
}

type Standing = {
  isReachable: boolean;
  isLive: boolean;
  isConnected: boolean;
  isPaused: boolean;
  /** Of the lists of documents. */
  sight: Health["documents"]["state"];
  hasTransfers: boolean;
  counts: TransferCounts;
};

/** What stops everything comes before what waits, what waits before what moves, and what we cannot know before what is done. */
export function headlineOf(standing: Standing): Headline {
  const { isReachable, isLive, isConnected, isPaused, sight, hasTransfers, counts } = standing;
  if (!isReachable) return "rackbeatUnreachable";
  if (!isLive) return "notLive";
  if (!isConnected) return "disconnected";
  if (isPaused) return "paused";
  if (countOf(counts, "needsYou") > 0) return "needsYou";
  if (countOf(counts, "moving") > 0) return "moving";
  if (sight === "looking") return "looking";
  if (sight === "lost") return "outOfSight";
  return hasTransfers ? "allDone" : "ready";
}
