import type { Executor } from "./executor";
import { ExpiringSet } from "./expiring-set";
import type { Expression } from "./expression";
import { ExpressionError } from "./expression-lexer";
import type { FunctionDefinition } from "./function-definition";
import type { EngineLogger } from "./logger";
import type { EngineEvent } from "./protocol";
import { createRun, limitsOf, type Outcome, type Run } from "./run";
import type { RunStore } from "./run-store";
import { createUlid } from "./ulid";
import type { Limit } from "./work-queue";

const DAY_MS = 86_400_000;

/** An event and the id that the event API answered for it. */
export type Delivered = { event: EngineEvent; eventId: string };

type Debounced = Delivered & { timer: NodeJS.Timeout; since: number };

/** Decides whether and when an event makes a run: idempotency, debounce, singleton. */
export function createScheduler({
  runs,
  start,
  finish,
  onDebounceEnded,
  logger,
}: {
  runs: RunStore;
  start: Executor["start"];
  finish: (run: Run, outcome: Outcome) => void;
  onDebounceEnded: () => void;
  logger: EngineLogger;
}) {
  const seen = new ExpiringSet(DAY_MS);
  const debounced = new Map<string, Debounced>();
  const singletons = new Map<string, Run>();

  function keyOf(fn: FunctionDefinition, key: Expression | undefined, event: EngineEvent): string {
    return `${fn.id}|${key ? key.key({ event }) : ""}`;
  }

  function schedule(fn: FunctionDefinition, delivered: Delivered) {
    const { event } = delivered;
    // An event's id counts for a day, for each function on its own, as with Inngest.
    if (!seen.addIfNew(`event|${fn.id}|${event.id}`)) return;
    if (fn.idempotency && !seen.addIfNew(`key|${keyOf(fn, fn.idempotency, event)}`)) return;
    if (fn.debounce) debounce(fn, fn.debounce, delivered);
    else begin(fn, delivered);
  }

  function debounce(
    fn: FunctionDefinition,
    { key, periodMs, timeoutMs }: NonNullable<FunctionDefinition["debounce"]>,
    delivered: Delivered,
  ) {
    const debounceKey = keyOf(fn, key, delivered.event);
    const earlier = debounced.get(debounceKey);
    clearTimeout(earlier?.timer);
    const now = Date.now();
    const since = earlier?.since ?? now;
    const latest = timeoutMs === undefined ? Number.POSITIVE_INFINITY : since + timeoutMs;
    const timer = setTimeout(
      () => {
        debounced.delete(debounceKey);
        guarded(fn, delivered, () => begin(fn, delivered));
        onDebounceEnded();
      },
      Math.max(0, Math.min(now + periodMs, latest) - now),
    );
    debounced.set(debounceKey, { ...delivered, timer, since });
  }

  function begin(fn: FunctionDefinition, { event, eventId }: Delivered) {
    const singletonKey = fn.singleton && keyOf(fn, fn.singleton.key, event);
    const current = singletonKey === undefined ? undefined : singletons.get(singletonKey);
    if (current && fn.singleton?.mode === "skip") return;
    if (current) finish(current, { status: "cancelled" });

    const run = createRun({ id: createUlid(), fn, event, eventId, limits: slots(fn, event) });
    if (singletonKey !== undefined) singletons.set(singletonKey, run);
    runs.add(run);
    // An event dated ahead is one that is to be worked on then.
    start(run, event.ts);
  }

  /** A key that does not fit the event puts the run in the line of those without a key. */
  function slots(fn: FunctionDefinition, event: EngineEvent): Limit[] {
    try {
      return limitsOf(fn, event);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      logger.error({ fn: fn.id, err: error }, "concurrency key does not fit the event");
      return fn.concurrency.map(({ limit, scope }) => ({ limit, counter: `${scope}:${fn.id}:?` }));
    }
  }

  /** A setting that does not fit the event costs that one run, and says so. */
  function guarded(fn: FunctionDefinition, { event }: Delivered, act: () => void) {
    try {
      act();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      logger.error(
        { fn: fn.id, event: event.name, err: error },
        "no run: an expression does not fit",
      );
    }
  }

  return {
    schedule: (fn: FunctionDefinition, delivered: Delivered) =>
      guarded(fn, delivered, () => schedule(fn, delivered)),
    /** Lets the next run of a singleton begin. */
    release(run: Run) {
      const { singleton } = run.fn;
      if (!singleton) return;
      const key = keyOf(run.fn, singleton.key, run.event);
      if (singletons.get(key) === run) singletons.delete(key);
    },
    debouncing: () => debounced.size,
    stop() {
      for (const { timer } of debounced.values()) clearTimeout(timer);
    },
  };
}

export type Scheduler = ReturnType<typeof createScheduler>;
