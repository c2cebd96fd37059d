import type { Problem } from "@/lib/errors/catalog";

/** What a mapper returns: the value, or every problem that keeps it from being made. Never both, never a guess. */
export type Mapped<T> = { ok: true; value: T } | Refused;
export type Refused = { ok: false; problems: [Problem, ...Problem[]] };

export function refused(...problems: [Problem, ...Problem[]]): Refused {
  return { ok: false, problems };
}

/** Gathers problems in the order found; the same problem of several lines counts once. */
export function createProblemList() {
  const problems = new Map<string, Problem>();
  return {
    add(problem: Problem) {
      problems.set(JSON.stringify(problem), problem);
    },
    /** Null as long as there is no problem. */
    refusal(): Refused | null {
      const [first, ...others] = problems.values();
      return first ? refused(first, ...others) : null;
    },
  };
}

export type ProblemList = ReturnType<typeof createProblemList>;
