import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";
import { log } from "@/lib/log";
import { problemPage } from "./problem/read-problem";

/** Runs a step of an install in the browser: on to where it leads, or to the page that explains a problem. */
export async function redirectAfter(step: () => Promise<string>): Promise<Response> {
  const location = await step().catch((error: unknown) => problemPage(problemOf(error)));
  // The addresses of an install hold tokens and codes: nothing of them is kept, and none goes along.
  const headers = { location, "referrer-policy": "no-referrer", "cache-control": "no-store" };
  return new Response(null, { status: 303, headers });
}

function problemOf(error: unknown): Problem {
  if (error instanceof AppError) {
    const { problem, cause } = error;
    const beneath = cause instanceof AppError ? cause.problem : null;
    log.warn({ problem, beneath }, "an install or reconnect stopped");
    return problem;
  }
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference }, "an install or reconnect failed unexpectedly");
  return { code: "app.unexpected", details: { reference } };
}
