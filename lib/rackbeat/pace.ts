import { setTimeout as sleep } from "node:timers/promises";

/** Rackbeat permits about 480 requests a minute per token; below that whatever its headers say. */
const REQUESTS_PER_SECOND = 7;
const BURST = 50;
const MAX_ACCOUNTS = 1_000;

/** One agreement's token bucket in this process: the only thing in the client that ever waits. */
export type Pace = {
  /** Resolves when the next request may start. */
  turn(): Promise<void>;
  /** Lowers the pace to what `X-RateLimit-Limit` (a minute) and `X-RateLimit-Remaining` permit. */
  learn(headers: Headers): void;
};

type Options = { ratePerSecond?: number; burst?: number; now?: () => number };

export function createPace({
  ratePerSecond = REQUESTS_PER_SECOND,
  burst = BURST,
  now = () => performance.now(),
}: Options = {}): Pace & { isIdle(): boolean } {
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
        rate = Math.min(ratePerSecond, (limit / 60) * 0.9);
        capacity = Math.min(burst, Math.max(1, limit / 8));
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
  const pace = createPace();
  paces.set(token, pace);
  return pace;
}

function count(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}
