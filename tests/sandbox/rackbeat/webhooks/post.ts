export type Outcome = {
  ok: boolean;
  /** The receiver's status; null if it gave none. */
  status: number | null;
  error: string | null;
  durationMs: number;
};

/** One try: any 2xx within the deadline is success; redirects are not followed. Never throws. */
export async function postDelivery(
  delivery: { agreementId: number; event: string; url: string; token: string; body: string },
  timeoutMs: number,
  closing: AbortSignal,
): Promise<Outcome> {
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Rackbeat Webhook",
        "Rackbeat-Webhook-Token": delivery.token,
        "Rackbeat-Webhook-Event": delivery.event,
        "Rackbeat-Account-Id": String(delivery.agreementId),
      },
      body: delivery.body,
      signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
    });
    await response.arrayBuffer();
    return { ok: response.ok, status: response.status, error: null, durationMs: took() };
  } catch (error) {
    return { ok: false, status: null, error: String(error), durationMs: took() };
  }
}
