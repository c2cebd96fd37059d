import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CallFailure } from "@/lib/http/call-failure";
import { log } from "@/lib/log";
import type { LaneStore, LaneTokens } from "./lane-store";

/** Who would have to wait longer is told so: the scheduler's sleep costs nothing. */
const MAX_WAIT_MS = 30_000;

export type Lease = {
  tokens: LaneTokens;
  /** Aborted when the lease is lost: another may be sending. */
  signal: AbortSignal;
  /** Keeps the whole lane from starting the next request. */
  pauseMs: number;
};

export type LeaseTerms = {
  /** Between the starts of two requests. */
  intervalMs: number;
  /** A killed holder blocks the lane no longer than this. */
  ttlMs: number;
};

/** Does the work while holding the lane's lease, from the next free start on. Nothing is held while waiting. */
export async function withLease<T>(
  store: LaneStore,
  { intervalMs, ttlMs }: LeaseTerms,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  const tokens = await acquire(store, { holder, intervalMs, ttlMs });
  const lost = new AbortController();
  const lease: Lease = { tokens, signal: lost.signal, pauseMs: 0 };
  const stopHeartbeat = startHeartbeat(store, { holder, ttlMs }, lost);
  try {
    return await work(lease);
  } finally {
    await stopHeartbeat();
    // The answer counts more than the lease, which ends by itself.
    await store.release({ holder, pauseMs: lease.pauseMs }).catch((error: unknown) => {
      log.warn({ err: error }, "the lane's lease was not given back");
    });
  }
}

async function acquire(store: LaneStore, terms: LeaseTerms & { holder: string }) {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const asked = Date.now();
    const lease = await store.acquire(terms);
    if (lease.granted) {
      if (Date.now() - asked < terms.ttlMs / 3) return lease.tokens;
      // An answer that comes this late may tell of a lease that is over.
      await store.release({ holder: terms.holder, pauseMs: 0 });
      continue;
    }
    if (Date.now() + lease.retryInMs > deadline) {
      throw new CallFailure(
        {
          code: "provider.throttled",
          details: { provider: "Fiken", retryAfterMs: lease.retryInMs },
        },
        { kind: "throttled", status: null },
      );
    }
    await sleep(Math.max(1, lease.retryInMs));
  }
}

/** Renews until stopped; aborts as soon as the lease is another's, or can no longer be known to be ours. */
function startHeartbeat(
  store: LaneStore,
  terms: { holder: string; ttlMs: number },
  lost: AbortController,
) {
  const { ttlMs } = terms;
  const beatMs = ttlMs / 3;
  const stopped = new AbortController();
  const beating = (async () => {
    let heldUntil = Date.now() + ttlMs;
    while (!lost.signal.aborted) {
      await sleep(beatMs, undefined, { signal: stopped.signal });
      const asked = Date.now();
      const held = await store.renew(terms).catch((error: unknown) => {
        log.warn({ err: error }, "the lane's lease was not renewed");
        return null;
      });
      if (held) heldUntil = asked + ttlMs;
      const unsure = held === null && Date.now() + beatMs > heldUntil;
      if (held === false || unsure) lost.abort(new Error("The lane's lease was lost"));
    }
  })().catch((error: unknown) => {
    // Sleeping is the only thing that can be stopped.
    if (!stopped.signal.aborted) throw error;
  });
  return async () => {
    stopped.abort();
    await beating;
  };
}
