import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import type { Problem, ProblemCode } from "@/lib/errors/catalog";
import { explain } from "@/lib/i18n/explain";
import { pickLocale } from "@/lib/i18n/locales";
import { log } from "@/lib/log";

/** Everything else is a conflict with how things stand: 409. */
const STATUSES: Partial<Record<ProblemCode, number>> = {
  "session.expired": 401,
  "request.malformed": 400,
  "rackbeat.not_found": 404,
  "provider.unavailable": 502,
  "provider.bad_answer": 502,
  "provider.throttled": 503,
  "app.unexpected": 500,
};

/** There is nothing at this address, for this caller. */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

/** Every route handler runs in this: a problem becomes cause + fix in the reader's language, a mistake of ours a reference. */
export function handle<Context>(run: (request: Request, context: Context) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      return await run(request, context);
    } catch (error) {
      if (error instanceof NotFound) return Response.json({}, { status: 404 });
      return problemResponse(request, problemOf(error));
    }
  };
}

/** What to tell of an error: its problem, or, of a mistake of ours, a reference to the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AppError) return error.problem;
  const reference = randomUUID().slice(0, 8);
  // The address is left out: on some routes it is a password.
  log.error({ err: error, reference }, "request failed unexpectedly");
  return { code: "app.unexpected", details: { reference } };
}

function problemResponse(request: Request, problem: Problem): Response {
  const locale = pickLocale({ acceptLanguage: request.headers.get("accept-language") });
  return Response.json(
    { error: explain(problem, locale) },
    { status: STATUSES[problem.code] ?? 409 },
  );
}
