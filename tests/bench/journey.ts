import { sum } from "./statistics";

/** One step of an invoice on its way, from the end of the step before. */
export type Stage = { name: string; ms: number };

/** One invoice's way from Rackbeat to "verified", in milliseconds. */
export type Journey = {
  /** From booking until the app's API shows it verified. */
  wallMs: number;
  /** From booking until the timeline says so. */
  verifiedMs: number;
  fikenRequests: number;
  /** The Fiken requests' own time, as Fiken measured it. */
  latencyMs: number;
  /** How long the lane must wait between its requests, at its pace. */
  paceMs: number;
  stages: Stage[];
};

type FikenRequest = { at: Date; method: string; path: string; durationMs: number };

export type Observed = {
  /** Epoch milliseconds, all of one clock: everything runs on one machine. */
  bookedAt: number;
  webhookAnsweredAt: number;
  seenAt: number;
  /** The transfer's timeline. */
  events: readonly { at: string; event: string }[];
  fikenRequests: readonly FikenRequest[];
  /** Least time between the starts of two requests. */
  intervalMs: number;
};

/** Puts together what the sandboxes, the timeline and the bench itself have seen. */
export function journeyOf(observed: Observed): Journey {
  const { bookedAt, seenAt, fikenRequests, intervalMs } = observed;
  const verifiedAt = momentOf(observed, "verified");
  const waits = fikenRequests
    .slice(0, -1)
    .map(({ durationMs }) => Math.max(0, intervalMs - durationMs));
  return {
    wallMs: seenAt - bookedAt,
    verifiedMs: verifiedAt - bookedAt,
    fikenRequests: fikenRequests.length,
    latencyMs: sum(fikenRequests.map(({ durationMs }) => durationMs)),
    paceMs: sum(waits),
    stages: stagesOf(observed, verifiedAt),
  };
}

function stagesOf(observed: Observed, verifiedAt: number): Stage[] {
  const { bookedAt, webhookAnsweredAt, fikenRequests, seenAt } = observed;
  const milestones = [
    { name: "booked → webhook answered", at: webhookAnsweredAt },
    { name: "→ drain has begun", at: momentOf(observed, "started") },
    ...fikenRequests.flatMap((request) => [
      { name: `→ ${nameOf(request)} sent`, at: request.at.getTime() },
      { name: `→ ${nameOf(request)} answered`, at: request.at.getTime() + request.durationMs },
    ]),
    { name: "→ verified", at: verifiedAt },
    { name: "→ seen through the API", at: seenAt },
  ];
  return milestones.map(({ name, at }, index) => ({
    name,
    ms: at - (milestones[index - 1]?.at ?? bookedAt),
  }));
}

function momentOf({ events }: Observed, event: string): number {
  const found = events.find((line) => line.event === event);
  return found ? Date.parse(found.at) : Number.NaN;
}

function nameOf({ method, path }: FikenRequest): string {
  if (method === "GET" && path.endsWith("/sales")) return "look-up";
  if (method === "POST" && path.endsWith("/sales")) return "post";
  if (method === "POST" && /\/sales\/\d+\/attachments$/.test(path)) return "PDF";
  if (method === "GET" && /\/sales\/\d+$/.test(path)) return "read-back";
  return `${method} ${path}`;
}
