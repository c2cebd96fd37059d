import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";

export type ProviderName = "Rackbeat" | "Fiken";

/**
 * What a failed call means for a write that the provider cannot recognise when repeated:
 * - `refused`: the provider said no (4xx); nothing was made.
 * - `throttled`: too fast (429); nothing was made.
 * - `unauthorized`: the token was not accepted (401); nothing was made.
 * - `unknown`: timeout, lost connection, 5xx, or an answer that cannot be read. It may have been made: look first.
 */
export type FailureKind = "refused" | "throttled" | "unauthorized" | "unknown";

type Details = {
  kind: FailureKind;
  status: number | null;
  retryAfterMs?: number | null;
  /** The provider's own words, without tags. */
  said?: string;
};

/** A call that did not succeed: an AppError that also says what became of a write. */
export class CallFailure extends AppError {
  readonly kind: FailureKind;
  readonly status: number | null;
  /** Only where the provider named a time. */
  readonly retryAfterMs: number | null;
  readonly said: string;

  constructor(problem: Problem, details: Details, options?: ErrorOptions) {
    super(problem, options);
    this.kind = details.kind;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.said = details.said ?? "";
  }
}

/** An answer came, but not one that can be read: whether a write was made is unknown. */
export function badAnswer(
  answer: { provider: ProviderName; label: string; status: number },
  message: string,
  options?: ErrorOptions,
): CallFailure {
  const { provider, label: path, status } = answer;
  return new CallFailure(
    { code: "provider.bad_answer", details: { provider, path, message } },
    { kind: "unknown", status },
    options,
  );
}
