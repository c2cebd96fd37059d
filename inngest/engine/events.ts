import { z } from "zod";
import { ExpressionError } from "./expression-lexer";
import type { EngineLogger } from "./logger";
import {
  type EngineEvent,
  INTERNAL_EVENT,
  type IncomingEvent,
  incomingEventSchema,
} from "./protocol";
import type { Registry } from "./registry";
import { isFinished, type Outcome, type Run } from "./run";
import type { RunStore } from "./run-store";
import type { Delivered, Scheduler } from "./scheduler";
import { createUlid, seededUlid } from "./ulid";

const incomingSchema = z.union([z.array(incomingEventSchema), incomingEventSchema]);

const STATUS_NAME = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" };

/** An event that is refused, with a reason for its sender. */
export class EventRefused extends Error {
  override readonly name = "EventRefused";
}

/** Takes events in, and hands each to the functions it starts and the runs it cancels. */
export function createEvents({
  registry,
  runs,
  scheduler,
  finish,
  logger,
}: {
  registry: Registry;
  runs: RunStore;
  scheduler: Scheduler;
  finish: (run: Run, outcome: Outcome) => void;
  logger: EngineLogger;
}) {
  function deliver(delivered: Delivered) {
    const { event } = delivered;
    for (const { fn, condition } of registry.triggeredBy(event.name)) {
      if (holds(() => condition?.test({ event }) ?? true)) scheduler.schedule(fn, delivered);
    }
    cancelRuns(event);
  }

  function cancelRuns(event: EngineEvent) {
    for (const { fn, condition, timeoutMs } of registry.cancelledBy(event.name)) {
      for (const run of [...runs.activeOf(fn.id)]) {
        if (run.event === event || isFinished(run)) continue;
        if (timeoutMs !== undefined && Date.now() > run.createdAt + timeoutMs) continue;
        const fits = () => condition?.test({ event: run.event, async: event }) ?? true;
        if (holds(fits)) finish(run, { status: "cancelled" });
      }
    }
  }

  function holds(condition: () => boolean): boolean {
    try {
      return condition();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      logger.warn({ err: error }, "a condition does not fit the event, taken as false");
      return false;
    }
  }

  return {
    /** The body of a request to the event API. Throws EventRefused; then none of it is taken. */
    receive(body: unknown, seed: string | undefined): string[] {
      const parsed = incomingSchema.safeParse(body);
      if (!parsed.success) throw new EventRefused(z.prettifyError(parsed.error));
      const incoming = [parsed.data].flat();
      const reserved = incoming.find(({ name }) => name.startsWith("inngest/"));
      if (reserved)
        throw new EventRefused(`event name is reserved for internal use: ${reserved.name}`);

      const delivered = incoming.map((event, index) => accept(event, index, seed));
      for (const one of delivered) deliver(one);
      return delivered.map(({ eventId }) => eventId);
    },

    /** Tells those who listen that a run has ended; the SDK's onFailure is such a listener. */
    announceEnd(run: Run, outcome: Outcome) {
      const ended = [INTERNAL_EVENT.failed, INTERNAL_EVENT.finished].some(
        (name) => name === run.event.name,
      );
      if (ended) return;
      const data = {
        function_id: run.fn.id,
        run_id: run.id,
        event: run.event,
        events: [run.event],
        ...(outcome.status === "failed" && { error: outcome.error }),
        ...(outcome.status === "completed" && { result: outcome.output }),
        _inngest: { status: STATUS_NAME[outcome.status] },
      };
      deliver(internalEvent(INTERNAL_EVENT.finished, data, createUlid()));
      if (outcome.status === "completed") return;
      // Named after the run, so that a run fails once whatever else it reports.
      deliver(internalEvent(INTERNAL_EVENT[outcome.status], data, run.id));
    },
  };
}

export type Events = ReturnType<typeof createEvents>;

function accept(incoming: IncomingEvent, index: number, seed: string | undefined): Delivered {
  const now = Date.now();
  const eventId = (seed === undefined ? undefined : seededUlid(seed, index)) ?? createUlid(now);
  const { id, data, user, ts, v, ...rest } = incoming;
  const { _inngest, ...own } = data ?? {};
  const event: EngineEvent = {
    ...rest,
    id: id || eventId,
    data: own,
    user: user ?? {},
    ts: ts || now,
    ...(v != null && { v }),
  };
  return { event, eventId };
}

/** An event that the engine itself sends. */
export function internalEvent(
  name: string,
  data: Record<string, unknown>,
  id: string,
  ts = Date.now(),
): Delivered {
  return { event: { id, name, data, user: {}, ts }, eventId: id };
}
