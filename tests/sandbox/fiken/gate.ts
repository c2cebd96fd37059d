import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import type { Fault } from "../kernel/faults";
import type { Grant } from "./grants";
import type { FikenContext, FikenEnv } from "./http";
import { Refusal } from "./refusal";
import type { RequestRecord, SandboxState } from "./state";
import { lockedText } from "./world";

/** The window that "requests per second" is counted in: a second, less the jitter of a well-paced client. */
const PACE_WINDOW_MS = 950;

/** What every request passes: log, login, one in flight per grant, pace, faults and phases. */
export function apiGate(state: SandboxState): MiddlewareHandler<FikenEnv> {
  return logged(state, async (c, next, record) => {
    const grant = requireGrant(state, record.token);
    c.set("grant", grant);
    if (grant.inFlight > 0) {
      state.violations += 1;
      throw new Refusal(429, "Too many concurrent requests", { shape: "error" });
    }
    grant.inFlight += 1;
    try {
      await pace(state, grant);
      await sleepIf(state.settings.latencyMs);
      await commit(state, c, next, record, () => state.grants.revoke(grant));
    } finally {
      grant.inFlight -= 1;
    }
  });
}

/** The same for the OAuth endpoints, which need no access token. */
export function oauthGate(state: SandboxState): MiddlewareHandler<FikenEnv> {
  return logged(state, async (c, next, record) => {
    await sleepIf(state.settings.latencyMs);
    await commit(state, c, next, record, () => state.grants.revokeAll());
  });
}

type Inner = (c: FikenContext, next: () => Promise<void>, record: RequestRecord) => Promise<void>;

function logged(state: SandboxState, inner: Inner): MiddlewareHandler<FikenEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    const url = new URL(c.req.url);
    const authorization = c.req.header("authorization");
    const record: RequestRecord = {
      index: state.requests.length,
      at: new Date(),
      method: c.req.method,
      path: decodeURIComponent(url.pathname.replace("/api/v2", "")),
      query: url.search,
      status: 0,
      requestId: c.req.header("x-request-id"),
      token: /^Bearer (.+)$/i.exec(authorization ?? "")?.[1],
      durationMs: 0,
    };
    state.requests.push(record);
    await keepBody(c, record);
    try {
      await inner(c, next, record);
      record.status = c.res.headers.has("x-hono-already-sent") ? 0 : c.res.status;
    } catch (error) {
      if (error instanceof Refusal) record.status = error.status;
      throw error;
    } finally {
      record.durationMs = performance.now() - startedAt;
    }
  };
}

async function keepBody(c: FikenContext, record: RequestRecord): Promise<void> {
  if (!c.req.header("content-type")?.startsWith("application/json")) return;
  const text = await c.req.text();
  try {
    record.body = JSON.parse(text);
  } catch {
    record.body = text;
  }
}

function requireGrant(state: SandboxState, token: string | undefined): Grant {
  const grant = token === undefined ? undefined : state.grants.find(token);
  if (!grant) throw deadToken();
  return grant;
}

function deadToken(): Refusal {
  return new Refusal(401, "The access token is invalid or has expired", { shape: "error" });
}

async function pace(state: SandboxState, grant: Grant): Promise<void> {
  const limit = state.settings.requestsPerSecond;
  const now = Date.now();
  grant.recent = grant.recent.filter((at) => at > now - PACE_WINDOW_MS);
  const oldest = grant.recent.at(-limit);
  if (grant.recent.length >= limit && oldest !== undefined) {
    state.slowdowns += 1;
    await sleepIf(oldest + PACE_WINDOW_MS - now);
  }
  grant.recent.push(Date.now());
}

async function sleepIf(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms);
}

async function commit(
  state: SandboxState,
  c: FikenContext,
  next: () => Promise<void>,
  { index, method, path }: RequestRecord,
  revoke: () => void,
): Promise<void> {
  const fault = state.faults.take(method, path);
  if (fault && (await strikeBefore(state, c, fault, revoke))) return;
  if ((await state.hook?.("before-commit", { index, method, path })) === "drop") return drop(c);
  await next();
  if ((await state.hook?.("after-commit", { index, method, path })) === "drop") return drop(c);
  if (fault) await strikeAfter(c, fault);
}

/** True when the request ends here; nothing was committed. */
async function strikeBefore(
  state: SandboxState,
  c: FikenContext,
  fault: Fault,
  revoke: () => void,
): Promise<boolean> {
  switch (fault.kind) {
    case "lose-before":
      drop(c);
      return true;
    case "timeout":
      await hang(c);
      return true;
    case "html-error":
      answer(c, c.html("<html><body><h1>502 Bad Gateway</h1></body></html>", 502));
      return true;
    case "500-before":
      throw new Refusal(500, "Det oppstod en feil", { shape: "html" });
    case "429":
      throw new Refusal(429, "Too many requests", { shape: "error" });
    case "revoked-token":
      revoke();
      if (c.req.path.startsWith("/oauth/")) return false; // answers invalid_grant by itself
      throw deadToken();
    case "locked-period": {
      const today = state.world.today();
      throw new Refusal(400, lockedText(today, today), { shape: "html" });
    }
    default:
      return false;
  }
}

async function strikeAfter(c: FikenContext, fault: Fault): Promise<void> {
  if (fault.kind === "lose-answer") drop(c);
  if (fault.kind === "timeout-after") await hang(c);
  if (fault.kind === "500-after") {
    answer(c, c.json({ message: "Det oppstod en feil<br><small>Feilreferanse: 500</small>" }, 500));
  }
}

function drop(c: FikenContext): void {
  c.env.incoming.socket.destroy();
  answer(c, RESPONSE_ALREADY_SENT);
}

/** Holds the request until the client gives up, or the sandbox closes. */
async function hang(c: FikenContext): Promise<void> {
  const { socket } = c.env.incoming;
  if (!socket.destroyed) await new Promise((resolve) => socket.once("close", resolve));
  answer(c, RESPONSE_ALREADY_SENT);
}

/** Replaces whatever answer there is; Hono would otherwise keep the old one's headers. */
function answer(c: FikenContext, response: Response): void {
  c.res = undefined;
  c.res = response;
}
