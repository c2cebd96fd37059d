import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import type { ApiEnv, SandboxContext } from "../context";

/** Logs every request and lets faults, latency and the test's hook strike it before or after it commits. */
export function conduct(context: SandboxContext): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { pathname: path, search } = new URL(c.req.url);
    const { method } = c.req;
    const index = context.requests.length;
    const body = method === "GET" ? "" : await c.req.text();
    const entry = { index, at: new Date(), method, path, query: search, body };
    const logEntry = { ...entry, agreementId: null, status: null };
    context.requests.push(logEntry);
    c.set("logEntry", logEntry);
    if (context.latencyMs > 0) await pause(context.latencyMs);

    const fault = context.faults.take(method, path)?.kind;
    const before = await context.hook?.("before-commit", { index, method, path });
    if (before === "drop" || fault === "lose-before") return drop(c);
    if (fault === "timeout") return neverAnswer(c);
    const instead = fault && answerInstead(c, fault);
    if (instead) return instead;

    await next();

    const after = await context.hook?.("after-commit", { index, method, path });
    if (after === "drop" || fault === "lose-answer") return replace(c, drop(c));
    if (fault === "timeout-after") return replace(c, await neverAnswer(c));
    if (fault === "500-after") return replace(c, serverError(c));
  };
}

/** Notes the answer's status in the request log; a dropped connection has none. */
export function logStatus(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    const dropped = c.env.incoming.socket.destroyed;
    c.get("logEntry").status = dropped ? null : c.res.status;
  };
}

function answerInstead(c: Context<ApiEnv>, fault: FaultKind): Response | undefined {
  switch (fault) {
    case "500-before":
      return serverError(c);
    case "429":
      return c.json({ message: "Too Many Attempts." }, 429, {
        "X-RateLimit-Limit": "480",
        "X-RateLimit-Remaining": "0",
        "Retry-After": "1",
      });
    case "html-error":
      return c.html("<html><body><h1>502 Bad Gateway</h1></body></html>", 502);
    case "revoked-token":
      return c.json({ message: "Unauthenticated." }, 401);
    default:
      return undefined;
  }
}

function serverError(c: Context<ApiEnv>): Response {
  return c.json({ message: "Server Error" }, 500);
}

/** Ends the connection without an answer, as a lost network does. */
function drop(c: Context<ApiEnv>): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Says nothing until the client gives up. */
async function neverAnswer(c: Context<ApiEnv>): Promise<Response> {
  const { socket } = c.env.incoming;
  if (!socket.destroyed) await once(socket, "close");
  return RESPONSE_ALREADY_SENT;
}

/** Hono merges headers into an answer that is replaced, so the first one is put away before. */
function replace(c: Context<ApiEnv>, response: Response): void {
  c.res = undefined;
  c.res = response;
}
