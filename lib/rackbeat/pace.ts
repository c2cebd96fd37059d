import { setTimeout as sleep } from "node:timers/promises";
import { getEnv } from "@/lib/env";

/**
 * Rackbeat counts requests per token and minute, and does not say where its minutes begin. A burst and a minute of
 * the steady pace together are less than what is permitted, so whichever minute it counts, it sees no more than that.
 */
const STEADY_SHARE = 0.96;
const BURST_SHARE = 0.03;
const MAX_ACCOUNTS = 1_000;

/** One agreement's token bucket in this process: the only thing in the client that ever waits. */
export type Pace = {
  /** Resolves when the next request may start. */
  turn(): Promise<void>;
  /** Lowers the pace to what `X-RateLimit-Limit` (a minute) and `X-RateLimit-Remaining` permit; never raises it. */
  learn(headers: Headers): void;
};

type Options = { ratePerSecond: number; burst: number; now?: () => number };

export function createPace({
  ratePerSecond,
  burst,
  now = () => performance.now(),
}: Options): Pace & { isIdle(): boolean } {
  let rate = ratePerSecond;
  let capacity = burst;
  let available = burst;
  let refilledAt = now();

  function refill() {
    const at = now();
    available = Math.min(capacity, available + ((at - refilledAt) / 1000) * rate);
    refilledAt = at;
  }

  return {
    async turn() {
      refill();
      available -= 1;
      // Negative: those ahead have taken the next places already.
      if (available < 0) await sleep((-available / rate) * 1000);
    },

    learn(headers) {
      refill();
      const limit = count(headers.get("x-ratelimit-limit"));
      if (limit !== null && limit > 0) {
        const permitted = permittedBy(limit);
        rate = Math.min(ratePerSecond, permitted.ratePerSecond);
        capacity = Math.min(burst, permitted.burst);
      }
      const remaining = count(headers.get("x-ratelimit-remaining"));
      available = Math.min(available, capacity, remaining ?? available);
    },

    isIdle() {
      refill();
      return available >= capacity;
    },
  };
}

export function permittedBy(requestsPerMinute: number): { ratePerSecond: number; burst: number } {
  return {
    ratePerSecond: (requestsPerMinute * STEADY_SHARE) / 60,
    burst: Math.max(1, requestsPerMinute * BURST_SHARE),
  };
}

type Paces = Map<string, ReturnType<typeof createPace>>;

/** One per process: Next bundles every route by itself, so a module's variable would be many. */
const shared = globalThis as typeof globalThis & { fikenForRackbeatPaces?: Paces };

/** The pace of everything in this process that speaks with the same token. */
export function paceOf(token: string): Pace {
  shared.fikenForRackbeatPaces ??= new Map();
  const paces = shared.fikenForRackbeatPaces;
  const known = paces.get(token);
  if (known) return known;
  if (paces.size >= MAX_ACCOUNTS) {
    for (const [other, pace] of paces) if (pace.isIdle()) paces.delete(other);
  }
  const pace = createPace(permittedBy(getEnv().RACKBEAT_REQUESTS_PER_MINUTE));
  paces.set(token, pace);
  return pace;
}

function count(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}
