import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CallFailure } from "@/lib/http/call-failure";
import { log } from "@/lib/log";
import type { LaneStore, LaneTokens } from "./lane-store";

/** A killed holder blocks the lane no longer than this. */
const TTL_MS = 10_000;
const HEARTBEAT_MS = 3000;
/** Waiting longer is worth a line in the log and another try by the scheduler. */
const MAX_WAIT_MS = 60_000;

export type Lease = {
  tokens: LaneTokens;
  /** Aborted when the lease is lost: another may be sending. */
  signal: AbortSignal;
  /** Keeps the whole lane from starting the next request. */
  pauseMs: number;
};

/** Does the work while holding the lane's lease, from the next free start on. Nothing is held while waiting. */
export async function withLease<T>(
  store: LaneStore,
  intervalMs: number,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  const tokens = await acquire(store, holder, intervalMs);
  const lost = new AbortController();
  const lease: Lease = { tokens, signal: lost.signal, pauseMs: 0 };
  const stopHeartbeat = startHeartbeat(store, holder, lost);
  try {
    return await work(lease);
  } finally {
    await stopHeartbeat();
    // The answer counts more than the lease, which ends by itself.
    await store.release({ holder, pauseMs: lease.pauseMs }).catch((error: unknown) => {
      log.warn({ error }, "the lane's lease was not given back");
    });
  }
}

async function acquire(store: LaneStore, holder: string, intervalMs: number) {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const lease = await store.acquire({ holder, ttlMs: TTL_MS, intervalMs });
    if (lease.granted) return lease.tokens;
    if (Date.now() > deadline) {
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
function startHeartbeat(store: LaneStore, holder: string, lost: AbortController) {
  const stopped = new AbortController();
  const beating = (async () => {
    let heldUntil = Date.now() + TTL_MS;
    while (!lost.signal.aborted) {
      await sleep(HEARTBEAT_MS, undefined, { signal: stopped.signal });
      const asked = Date.now();
      const held = await store.renew({ holder, ttlMs: TTL_MS }).catch((error: unknown) => {
        log.warn({ error }, "the lane's lease was not renewed");
        return null;
      });
      if (held) heldUntil = asked + TTL_MS;
      const unsure = held === null && Date.now() + HEARTBEAT_MS > heldUntil;
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
