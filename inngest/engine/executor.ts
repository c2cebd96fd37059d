import { type CallResult, callFunction } from "./call-function";
import { parseWakeTime } from "./duration";
import type { HttpClient } from "./http-client";
import type { EngineLogger } from "./logger";
import type { Op, UserError } from "./protocol";
import type { Registry } from "./registry";
import { isFinished, type Outcome, type Run, saveStep } from "./run";
import { createUlid } from "./ulid";
import { createWorkQueue, type QueueItem } from "./work-queue";

/** One call of a function, until it succeeds or its attempts are used up. */
type Task = QueueItem & {
  id: string;
  run: Run;
  /** The planned step to run; undefined: let the function go on. */
  stepId: string | undefined;
  /** The sleep that is over when this task is due. */
  sleepId: string | undefined;
  /** A step of a race: the function goes on after each of them, not after the last. */
  race: boolean;
  attempt: number;
};

export type ExecutorOptions = {
  registry: Registry;
  http: HttpClient;
  logger: EngineLogger;
  /** Milliseconds to wait after attempt number `attempt` (the first is 0) has failed. */
  backoff: (attempt: number) => number;
  requestTimeoutMs: number;
  maxRunning: number;
  finish: (run: Run, outcome: Outcome) => void;
};

/** Carries runs from call to call: SDK_SPEC 4.4 and 5. */
export function createExecutor(options: ExecutorOptions) {
  const { registry, http, logger, backoff, requestTimeoutMs, maxRunning, finish } = options;
  const queue = createWorkQueue<Task>({ work, maxRunning });
  let stopped = false;

  function enqueue(run: Run, task: Partial<Task> = {}, dueAt?: number) {
    run.tasks += 1;
    queue.add(
      {
        id: createUlid(),
        run,
        stepId: undefined,
        sleepId: undefined,
        race: false,
        attempt: 0,
        ...task,
        limits: run.limits,
        order: run.order,
      },
      dueAt,
    );
  }

  async function work(task: Task): Promise<void> {
    const { run } = task;
    try {
      if (!isFinished(run) && mayGoOn(task)) apply(task, await call(task));
    } catch (error) {
      logger.error({ err: error, runId: run.id }, "engine fault, the run is given up");
      const message = error instanceof Error ? error.message : String(error);
      if (!isFinished(run))
        finish(run, { status: "failed", error: { name: "EngineError", message } });
    } finally {
      run.tasks -= 1;
    }
  }

  /** Marks a sleep as over. The function goes on unless it waits for more in the same group. */
  function mayGoOn({ run, sleepId, race }: Task): boolean {
    if (sleepId === undefined || run.steps.has(sleepId)) return true;
    saveStep(run, sleepId, null);
    return prepareDiscovery(run, race);
  }

  async function call({ id, run, stepId, attempt }: Task): Promise<CallResult> {
    const requestId = createUlid();
    run.status = "running";
    run.startedAt ??= Date.now();
    run.requests.add(requestId);
    try {
      // The app may have been registered again at another address since the run began.
      const { url } = registry.get(run.fn.id) ?? run.fn;
      return await callFunction(http, {
        run,
        url,
        stepId,
        attempt,
        requestId,
        jobId: id,
        timeoutMs: requestTimeoutMs,
      });
    } finally {
      run.requests.delete(requestId);
    }
  }

  function apply(task: Task, result: CallResult) {
    const { run } = task;
    if (isFinished(run) || stopped) return;
    if (result.kind === "returned")
      return finish(run, { status: "completed", output: result.output });
    if (result.kind === "failed") return retryOrFail(task, result);
    applySteps(task, result);
    if (!isFinished(run) && run.tasks <= 1) {
      const message = "The function answered with neither a new step nor a result";
      retryOrFail(task, { error: { name: "Error", message }, noRetry: false, retryAt: undefined });
    }
  }

  type Failure = { error: UserError; noRetry: boolean; retryAt: number | undefined };

  function mayRetry({ run, attempt }: Task, { noRetry }: { noRetry: boolean }): boolean {
    return !noRetry && attempt + 1 < run.fn.maxAttempts;
  }

  function retry(task: Task, { error, retryAt }: Omit<Failure, "noRetry">) {
    const { run, attempt } = task;
    run.lastError = error;
    const dueAt = retryAt ?? Date.now() + backoff(attempt);
    logger.warn(
      {
        runId: run.id,
        fn: run.fn.id,
        attempt,
        retryInMs: dueAt - Date.now(),
        error: error.message,
      },
      "attempt failed, will be repeated",
    );
    enqueue(run, { ...task, attempt: attempt + 1 }, dueAt);
  }

  function retryOrFail(task: Task, failure: Failure) {
    if (mayRetry(task, failure)) return retry(task, failure);
    logger.error(
      { runId: task.run.id, fn: task.run.fn.id, error: failure.error.message },
      "run failed",
    );
    finish(task.run, { status: "failed", error: failure.error });
  }

  function applySteps(task: Task, result: Extract<CallResult, { kind: "steps" }>) {
    const { run } = task;
    const { ops } = result;
    if (run.requestVersion === -1) run.requestVersion = result.version;
    if (ops.length > 1) beginGroup(run, ops);

    let saved = false;
    for (const op of ops) {
      if (isFinished(run)) return;
      saved = applyOp(task, op, result) || saved;
    }
    const race = task.race || ops.some(isRace);
    if (saved && !isFinished(run) && prepareDiscovery(run, race)) enqueue(run);
  }

  /** From here on the SDK only plans, and goes on when the whole group is done (since version 2). */
  function beginGroup(run: Run, ops: Op[]) {
    run.forceStepPlan = true;
    if (run.requestVersion < 2 || !ops.some(({ op }) => op === "StepPlanned")) return;
    for (const { id } of ops) if (!run.steps.has(id)) run.pending.add(id);
  }

  function prepareDiscovery(run: Run, race: boolean): boolean {
    if (run.pending.size > 0 && !race) return false;
    if (run.requestVersion >= 2) run.forceStepPlan = false;
    return true;
  }

  /** True when the step now has a result that the function has not seen. */
  function applyOp(
    task: Task,
    op: Op,
    answer: { noRetry: boolean; retryAt: number | undefined },
  ): boolean {
    const { run } = task;
    switch (op.op) {
      case "Step":
      case "StepRun":
        saveStep(run, op.id, { data: op.data ?? null });
        return true;
      case "StepError":
      case "StepFailed": {
        const error = op.error ?? { name: "Error", message: "The step failed" };
        if (op.op === "StepError" && mayRetry(task, answer)) {
          retry(task, { error, retryAt: answer.retryAt });
          return false;
        }
        run.lastError = error;
        saveStep(run, op.id, { error });
        return true;
      }
      case "StepPlanned":
        schedule(run, op.id, () => enqueue(run, { stepId: op.id, race: isRace(op) }));
        return false;
      case "Sleep":
        schedule(run, op.id, () => sleep(run, op));
        return false;
      case "DiscoveryRequest":
        enqueue(run);
        return false;
      case "RunComplete":
        finish(run, { status: "completed", output: op.data ?? null });
        return false;
      default:
        refuse(run, op);
        return false;
    }
  }

  function schedule(run: Run, stepId: string, start: () => void) {
    if (run.scheduled.has(stepId) || run.steps.has(stepId)) return;
    run.scheduled.add(stepId);
    start();
  }

  function sleep(run: Run, op: Op) {
    const until = parseWakeTime(op.name ?? "", Date.now());
    if (until === undefined) return refuse(run, op);
    enqueue(run, { sleepId: op.id, race: isRace(op) }, until);
  }

  function refuse(run: Run, { op, displayName, name }: Op) {
    const message = `The embedded engine does not support "${op}" (step "${displayName ?? name}")`;
    logger.error({ runId: run.id, fn: run.fn.id }, message);
    finish(run, { status: "failed", error: { name: "UnsupportedStepError", message } });
  }

  return {
    /** Begins a run, at `dueAt` (epoch ms) if that is in the future. */
    start: (run: Run, dueAt?: number) => enqueue(run, {}, dueAt),
    counts: queue.counts,
    /** What is in flight from here on changes nothing any more. */
    stop() {
      stopped = true;
      queue.stop();
    },
  };
}

export type Executor = ReturnType<typeof createExecutor>;

function isRace({ opts }: Op): boolean {
  return opts?.parallelMode === "race";
}
