import type { FunctionDefinition } from "./function-definition";
import type { EngineEvent, UserError } from "./protocol";
import type { Limit } from "./work-queue";

/** A finished step as the SDK gets it back: null for a sleep that is over. */
export type StepState = { data: unknown } | { error: UserError } | null;

export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

/** What a run ends with. */
export type Outcome =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: UserError }
  | { status: "cancelled" };

/** One run of one function. */
export type Run = {
  id: string;
  /** Runs are served in the order they were made. */
  order: number;
  fn: FunctionDefinition;
  event: EngineEvent;
  /** The id that the event API answered. */
  eventId: string;
  limits: Limit[];
  status: RunStatus;
  createdAt: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** By hashed step id, in the order of completion. */
  steps: Map<string, StepState>;
  /** Steps that have been planned or are asleep, so that a second report of them changes nothing. */
  scheduled: Set<string>;
  /** The steps of a parallel group that the function waits for. */
  pending: Set<string>;
  /** Tasks that are queued, delayed or being worked on. A run without any would never end. */
  tasks: number;
  /** The ids of the requests in flight. */
  requests: Set<string>;
  requestVersion: number;
  /** Tells the SDK to report steps instead of running them, while others run in parallel. */
  forceStepPlan: boolean;
  lastError: UserError | undefined;
  output: unknown;
};

let made = 0;

export function createRun(
  seed: Pick<Run, "id" | "fn" | "event" | "eventId" | "limits">,
  now = Date.now(),
): Run {
  made += 1;
  return {
    ...seed,
    order: made,
    status: "queued",
    createdAt: now,
    startedAt: undefined,
    endedAt: undefined,
    steps: new Map(),
    scheduled: new Set(),
    pending: new Set(),
    tasks: 0,
    requests: new Set(),
    requestVersion: -1,
    forceStepPlan: false,
    lastError: undefined,
    output: undefined,
  };
}

export function isFinished({ status }: Run): boolean {
  return status === "completed" || status === "failed" || status === "cancelled";
}

/** Remembers a step's result. The first result stands. */
export function saveStep(run: Run, stepId: string, state: StepState): void {
  if (!run.steps.has(stepId)) run.steps.set(stepId, state);
  run.pending.delete(stepId);
}

/**
 * The slots a run's steps take. Limits of scope env and account are shared by all functions.
 * Throws ExpressionError when a key does not fit the event.
 */
export function limitsOf(fn: FunctionDefinition, event: EngineEvent): Limit[] {
  return fn.concurrency.map(({ limit, scope, key }) => {
    const owner = scope === "fn" ? `fn:${fn.id}` : scope;
    return { limit, counter: key ? `${owner}:${key.key({ event })}` : owner };
  });
}
