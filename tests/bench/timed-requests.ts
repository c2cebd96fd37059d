import type { System } from "@/tests/system/system";
import { AGREEMENT } from "@/tests/system/visitor";

const EVENT = "customer_invoice.updated";

/** Sends a webhook about an invoice as Rackbeat does; milliseconds until the whole answer was there. */
export function deliver({ rackbeat }: System, number: string): Promise<number> {
  const webhook = rackbeat.world
    .agreement(AGREEMENT)
    .webhooks.list()
    .find(({ event }) => event === EVENT);
  if (!webhook) throw new Error(`The app has registered no webhook for ${EVENT}`);
  return timed(webhook.url, 202, { method: "POST", ...callOf(webhook.token, number) });
}

export const EMPTY_ROUTE =
  "the same call as PUT to the webhook's own route, which answers 405 without running anything of ours";

/** The same door of the same app with nothing behind it: what Next.js and the network take by themselves. */
export function askEmptyRoute({ appUrl }: System): Promise<number> {
  const call = callOf("x".repeat(32), "900001");
  return timed(`${appUrl}/api/webhooks/rackbeat/0/none`, 405, { method: "PUT", ...call });
}

function callOf(token: string, number: string) {
  return {
    headers: {
      "content-type": "application/json",
      "rackbeat-webhook-token": token,
      "rackbeat-webhook-event": EVENT,
      "rackbeat-account-id": String(AGREEMENT),
    },
    body: JSON.stringify({ key_name: "number", key: number }),
  };
}

async function timed(url: string, expected: number, request: RequestInit): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(url, request);
  const text = await answer.text();
  const tookMs = performance.now() - startedAt;
  if (answer.status !== expected) {
    throw new Error(`${answer.status} instead of ${expected}: ${text}`);
  }
  return tookMs;
}
