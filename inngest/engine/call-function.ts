import { z } from "zod";
import { parseRetryAfter } from "./duration";
import type { HttpAnswer, HttpClient } from "./http-client";
import {
  HEADER,
  type Op,
  opsSchema,
  SERVER_KIND,
  type UserError,
  userErrorSchema,
} from "./protocol";
import type { Run } from "./run";

export type CallResult =
  | { kind: "steps"; ops: Op[]; version: number; noRetry: boolean; retryAt: number | undefined }
  | { kind: "returned"; output: unknown }
  | { kind: "failed"; error: UserError; noRetry: boolean; retryAt: number | undefined };

export type Call = {
  run: Run;
  url: string;
  /** The hashed id of the one step to run; undefined to run the function on to what comes next. */
  stepId: string | undefined;
  attempt: number;
  requestId: string;
  jobId: string;
  timeoutMs: number;
};

/** Calls the function once. Never rejects: what goes wrong on the way is a failed attempt. */
export async function callFunction(http: HttpClient, call: Call): Promise<CallResult> {
  const { run, requestId, jobId, timeoutMs } = call;
  const stepId = call.stepId ?? "step";
  const url = new URL(call.url);
  url.searchParams.set("stepId", stepId);
  const headers = {
    [HEADER.serverKind]: SERVER_KIND,
    [HEADER.runId]: run.id,
    [HEADER.requestId]: requestId,
    [HEADER.jobId]: jobId,
    [HEADER.generationId]: "1",
    [HEADER.requestVersion]: String(run.requestVersion),
    [HEADER.stepId]: stepId,
  };
  try {
    const answer = await http.send("POST", url, { headers, body: bodyOf(call), timeoutMs });
    return read(answer);
  } catch (error) {
    return failure({ name: "Error", message: unreachable(url, error) });
  }
}

function bodyOf({ run, attempt, requestId, jobId }: Call): string {
  const { event } = run;
  const stack = [...run.steps.keys()];
  return JSON.stringify({
    event,
    events: [event],
    steps: Object.fromEntries(run.steps),
    defers: {},
    version: run.requestVersion,
    use_api: false,
    ctx: {
      run_id: run.id,
      fn_id: run.fn.id,
      step_id: "step",
      env: "dev",
      attempt,
      max_attempts: run.fn.maxAttempts,
      disable_immediate_execution: run.forceStepPlan,
      use_api: false,
      qi_id: jobId,
      request_id: requestId,
      stack: { stack, current: stack.length },
    },
  });
}

function unreachable(url: URL, error: unknown): string {
  const { name, code, message } = z
    .object({ name: z.string(), code: z.string().optional(), message: z.string() })
    .catch({ name: "Error", message: String(error) })
    .parse(error);
  const reason = name === "AbortError" || name === "TimeoutError" ? "no answer in time" : code;
  return `Unable to reach ${url.origin}: ${reason ?? message}`;
}

function failure(error: UserError, noRetry = false, retryAt?: number): CallResult {
  return { kind: "failed", error, noRetry, retryAt };
}

/** What an answer means; SDK_SPEC 4.4.3 and 5.1.1. */
function read(answer: HttpAnswer): CallResult {
  const { status } = answer;
  if (answer.header(HEADER.sdk) === undefined) {
    const message = `The answer (status ${status}) does not come from an Inngest SDK`;
    return failure({ name: "Error", message });
  }
  const retryAfter = answer.header(HEADER.retryAfter);
  const noRetry = answer.header(HEADER.noRetry) === "true";
  const retryAt = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, Date.now());
  const body = parseJson(answer.text);

  if (status === 206) {
    const ops = opsSchema.safeParse(body);
    if (!ops.success) {
      const message = `The reported steps cannot be read: ${z.prettifyError(ops.error)}`;
      return failure({ name: "Error", message });
    }
    const version = Number(answer.header(HEADER.requestVersion) ?? "2");
    return { kind: "steps", ops: ops.data, version, noRetry, retryAt };
  }
  if (status === 200) return { kind: "returned", output: body };
  if (status === 201) {
    const message = "Streamed answers are not supported by the embedded engine";
    return failure({ name: "Error", message }, true);
  }
  return failure(errorOf(body, status), noRetry, retryAt);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text;
  }
}

/** The thrown error. Its two mandatory fields are there even if the SDK gave only a text. */
function errorOf(body: unknown, status: number): UserError {
  const parsed = userErrorSchema.safeParse(body);
  const fallback = `invalid status code: ${status}`;
  if (!parsed.success) return { name: "Error", message: textOr(body, fallback) };
  return {
    ...parsed.data,
    name: parsed.data.name ?? "Error",
    message: messageOf(parsed.data, fallback),
  };
}

function messageOf({ message, error }: UserError, fallback: string): string {
  return message ?? textOr(error, fallback);
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}
