import { type Problem, retryOf } from "./catalog";

/** A problem on its way up. `error.cause` stays what it is in JavaScript: the error underneath. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem.details)}`, options);
    this.problem = problem;
  }

  get retry() {
    return retryOf(this.problem);
  }
}
