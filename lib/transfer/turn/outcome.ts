import { AppError } from "@/lib/errors/app-error";
import { type Problem, retryOf } from "@/lib/errors/catalog";
import { StillChecking, StillWaiting } from "./context";

/** Why something is not transferred, though nothing is wrong with it. Each has its words under `leftOut`. */
export const EXCLUSION_REASONS = [
  "switched_off",
  "not_booked",
  /** Not in Rackbeat any more, and either taken back in Fiken or never booked. */
  "deleted",
  "before_start",
  "zero_document",
  /** Barred or deleted in Rackbeat, and never in Fiken. */
  "not_in_use",
  /** Rackbeat keeps no stock of it. */
  "no_inventory",
  /** Imported from Fiken without its stock, and nobody has counted it in Rackbeat yet. */
  "not_counted",
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** How one turn of work on a transfer ended. */
export type Outcome =
  | { state: "verified" }
  /** Fiken has all that matters of it already. */
  | { state: "unchanged" }
  | { state: "excluded"; reason: ExclusionReason }
  | { state: "held" | "failed"; problems: Problem[] }
  | { state: "checking"; dueAt: Date }
  /** All is done but the read-back, which is due together with others'. */
  | { state: "posted"; dueAt: Date }
  | { state: "pending"; dueAt: Date; problems: Problem[] };

/** Beyond what a setting or a plain fix releases: a person looks, and sends again. All else that needs a fix is held. */
const FAILURES: ReadonlySet<Problem["code"]> = new Set([
  "fiken.refused",
  "fiken.differs",
  "fiken.missing_after_posting",
  "rackbeat.refused",
  "rackbeat.not_found",
]);

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** All problems at once: held, or failed where one of them is beyond a plain fix. */
export function stopped(problems: Problem[]): Outcome {
  const isFailure = problems.some(({ code }) => FAILURES.has(code));
  return { state: isFailure ? "failed" : "held", problems };
}

/**
 * What an error makes of the transfer. Passing troubles, and mistakes of our own, are tried again with growing
 * waits for as long as it takes: nothing is lost, and nothing waits with nobody working on it.
 */
export function outcomeOf(
  error: unknown,
  { attempts, now, reference }: { attempts: number; now: Date; reference: string },
): Outcome {
  if (error instanceof StillChecking) return { state: "checking", dueAt: error.dueAt };
  if (error instanceof StillWaiting) {
    const problems = error.problem ? [error.problem] : [];
    return { state: "pending", dueAt: error.dueAt, problems };
  }
  const problem: Problem =
    error instanceof AppError ? error.problem : { code: "app.unexpected", details: { reference } };
  if (retryOf(problem) === "after-fix") return stopped([problem]);
  const askedMs = problem.code === "provider.throttled" ? problem.details.retryAfterMs : 0;
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts, 10), LONGEST_WAIT_MS);
  return {
    state: "pending",
    dueAt: new Date(now.getTime() + Math.max(askedMs, waitMs)),
    problems: [problem],
  };
}
