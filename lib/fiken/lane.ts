import { randomUUID } from "node:crypto";
import { CallFailure } from "@/lib/http/call-failure";
import { type CallRequest, createCaller } from "@/lib/http/caller";
import type { Reply } from "@/lib/http/reply";
import type { Send } from "./calls";
import type { LaneStore, LaneTokens } from "./lane-store";
import { type Lease, withLease } from "./lease";
import type { FikenOAuth } from "./oauth";
import { explainFikenRefusal } from "./refusals";
import { grantRevoked, renewTokens } from "./renew-tokens";
import { processTurns, type Turns } from "./turns";

export type LaneOptions = {
  grantId: string;
  store: LaneStore;
  oauth: Pick<FikenOAuth, "refresh">;
  apiUrl: string;
  requestsPerSecond: number;
  /** How long a killed process blocks the lane. */
  ttlMs?: number;
  /** Who waits for whom within a process. Default: the process's own. */
  turns?: Turns;
};

/** Throws where the request must not be sent any more. */
export type BeforeWrite = () => Promise<void>;

export type Lane = {
  /** `beforeWrite` is asked in the lane, right before anything but a GET is sent. */
  send: (request: CallRequest, beforeWrite?: BeforeWrite) => ReturnType<Send>;
  /** How many requests Fiken's API got from this lane object. */
  requests: () => number;
};

type Attempt =
  | { reply: Reply }
  /** `renewed`: the token was got because an earlier one was not accepted, or had run out. */
  | { failure: CallFailure; tokens: LaneTokens; renewed: boolean };

/** As long as a request may take: Fiken may still be at work on the last one of a process that died. */
const TTL_MS = 30_000;
/** Where Fiken says "too fast" without saying how long: doubled each time in a row. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;
const UNHEARD_PAUSE_MS = 1000;
/** Tokens that end within this are renewed before they are used. */
const RENEW_EARLY_MS = 60_000;

/**
 * The only door to Fiken's API: one request in flight per grant over all processes, started at least
 * 1/`requestsPerSecond` apart, with a token that works. A failure of kind `unknown` is the only one after
 * which Fiken may have carried out the request.
 */
export function openFikenLane(options: LaneOptions): Lane {
  const { store, grantId, turns = processTurns(), ttlMs = TTL_MS } = options;
  const terms = { intervalMs: 1000 / options.requestsPerSecond, ttlMs };
  const call = createCaller({
    provider: "Fiken",
    baseUrl: options.apiUrl,
    explain: explainFikenRefusal,
  });
  let requests = 0;
  let throttledInARow = 0;

  /** One request in one lease. `refused` is the version of a token that Fiken did not accept. */
  function attempt(
    request: CallRequest,
    refused: number | null,
    beforeWrite?: BeforeWrite,
  ): Promise<Attempt> {
    return withLease(store, terms, async (lease) => {
      const { tokens, renewed } = await usableTokens(lease, refused);
      if (request.method !== "GET") await beforeWrite?.();
      requests += 1;
      try {
        const reply = await call(authorized(request, tokens, lease.signal));
        throttledInARow = 0;
        return { reply };
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error;
        if (error.kind === "throttled") throw pause(lease, error);
        throttledInARow = 0;
        // Fiken may still be at work on what we no longer hear of.
        if (error.status === null) lease.pauseMs = UNHEARD_PAUSE_MS;
        return { failure: error, tokens, renewed };
      }
    });
  }

  async function usableTokens({ tokens, signal }: Lease, refused: number | null) {
    if (tokens.revoked) throw grantRevoked();
    const ending = tokens.accessTokenExpiresAt.getTime() - Date.now() < RENEW_EARLY_MS;
    if (tokens.version !== refused && !ending) return { tokens, renewed: refused !== null };
    return { tokens: await renewTokens(store, options.oauth, tokens, signal), renewed: true };
  }

  function pause(lease: Lease, failure: CallFailure): CallFailure {
    const doubled = FIRST_PAUSE_MS * 2 ** throttledInARow;
    const retryAfterMs = failure.retryAfterMs ?? Math.min(doubled, LONGEST_PAUSE_MS);
    throttledInARow += 1;
    lease.pauseMs = retryAfterMs;
    return new CallFailure(
      { code: "provider.throttled", details: { provider: "Fiken", retryAfterMs } },
      { kind: "throttled", status: failure.status, retryAfterMs, said: failure.said },
      { cause: failure },
    );
  }

  /** Repeats only what Fiken turned away at the door (401, 403), which made nothing. */
  async function settle(request: CallRequest, beforeWrite?: BeforeWrite): Promise<Reply> {
    let refused: number | null = null;
    for (;;) {
      const tried = await attempt(request, refused, beforeWrite);
      if ("reply" in tried) return tried.reply;
      const { failure, tokens, renewed } = tried;
      if (failure.status !== 401 && failure.status !== 403) throw failure;
      // Some endpoints refuse with a 401 or 403 of their own: only /user tells whether the login is dead.
      const mayBeStale = failure.status === 401 && !renewed;
      if (!mayBeStale && (await loginIsAlive(failure))) throw refusedByEndpoint(failure);
      if (renewed) {
        await store.markRevoked();
        throw grantRevoked(failure);
      }
      refused = tokens.version;
    }
  }

  async function loginIsAlive(why: CallFailure): Promise<boolean> {
    const asked = await attempt({ method: "GET", path: "/user" }, null);
    if ("reply" in asked) return true;
    const { status } = asked.failure;
    if (status === 401 || status === 403) return false;
    throw new CallFailure(
      { code: "provider.unavailable", details: { provider: "Fiken", status } },
      { kind: "unauthorized", status: why.status, said: why.said },
      { cause: asked.failure },
    );
  }

  return {
    send: (request, beforeWrite) => turns.take(grantId, () => settle(request, beforeWrite)),
    requests: () => requests,
  };
}

function authorized(request: CallRequest, tokens: LaneTokens, lost: AbortSignal): CallRequest {
  return {
    ...request,
    headers: {
      ...request.headers,
      authorization: `Bearer ${tokens.accessToken}`,
      // For Fiken's support; it is not an idempotency key.
      "x-request-id": randomUUID(),
    },
    signals: [...(request.signals ?? []), lost],
  };
}

function refusedByEndpoint(failure: CallFailure): CallFailure {
  const { problem, status, said } = failure;
  return new CallFailure(problem, { kind: "refused", status, said }, { cause: failure });
}
