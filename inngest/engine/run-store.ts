import { isFinished, type Outcome, type Run } from "./run";

const REMEMBERED_RUNS = 1_000;

/** All unfinished runs, and the last finished ones. */
export function createRunStore() {
  const runs = new Map<string, Run>();
  const active = new Map<string, Set<Run>>();
  const finished: string[] = [];
  let unfinished = 0;
  const totals = { completed: 0, failed: 0, cancelled: 0 };

  function remember(run: Run) {
    finished.push(run.id);
    // Shifting a thousand at a time keeps the cost of forgetting away from every single run.
    if (finished.length < 2 * REMEMBERED_RUNS) return;
    for (const id of finished.splice(0, REMEMBERED_RUNS)) runs.delete(id);
  }

  return {
    add(run: Run) {
      runs.set(run.id, run);
      unfinished += 1;
      const siblings = active.get(run.fn.id);
      if (siblings) siblings.add(run);
      else active.set(run.fn.id, new Set([run]));
    },
    /** Ends a run and lets go of what only an unfinished run needs. */
    finish(run: Run, outcome: Outcome, now = Date.now()) {
      run.status = outcome.status;
      run.endedAt = now;
      if (outcome.status === "failed") run.lastError = outcome.error;
      if (outcome.status === "completed") run.output = outcome.output;
      run.steps.clear();
      run.scheduled.clear();
      run.pending.clear();
      unfinished -= 1;
      totals[outcome.status] += 1;
      const siblings = active.get(run.fn.id);
      siblings?.delete(run);
      if (siblings?.size === 0) active.delete(run.fn.id);
      remember(run);
    },
    get: (id: string) => runs.get(id),
    activeOf: (fnId: string): Iterable<Run> => active.get(fnId) ?? [],
    /** Newest first. */
    recent: (limit: number) => [...runs.values()].slice(-limit).reverse(),
    ofEvent: (id: string) =>
      [...runs.values()].filter((run) => run.eventId === id || run.event.id === id),
    counts() {
      const all = [...runs.values()].filter((run) => !isFinished(run));
      const running = all.filter(({ status }) => status === "running").length;
      return { queued: all.length - running, running, ...totals };
    },
    unfinished: () => unfinished,
  };
}

export type RunStore = ReturnType<typeof createRunStore>;
