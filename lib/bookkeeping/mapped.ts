import type { Problem } from "@/lib/errors/catalog";

/** What a mapper returns: the value, or every problem that keeps it from being made. Never both, never a guess. */
export type Mapped<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** Gathers problems in the order found; the same problem of several lines counts once. */
export function createProblemList() {
  const problems = new Map<string, Problem>();
  return {
    add(problem: Problem) {
      problems.set(JSON.stringify(problem), problem);
    },
    get all(): Problem[] {
      return [...problems.values()];
    },
  };
}

export type ProblemList = ReturnType<typeof createProblemList>;
