import type { Database } from "@/db/client";
import {
  listWebhookSubscriptions,
  saveWebhookSubscription,
} from "@/db/queries/webhook-subscriptions";
import type { Installation } from "@/db/schema/installations";
import type { WebhookSubscription } from "@/db/schema/webhook-subscriptions";
import { CallFailure } from "@/lib/http/call-failure";
import { log } from "@/lib/log";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import { WEBHOOK_CANDIDATES } from "@/lib/rackbeat/webhook-events";
import type { RackbeatWebhook } from "@/lib/rackbeat/webhook-records";
import { open } from "@/lib/secrets/seal";
import { hashSecret } from "@/lib/secrets/secret";
import { isOurWebhookUrl, webhookUrl } from "./addresses";

const VALIDATION_FAILED = 422;
/** How long a name that Rackbeat does not know is not asked for again. */
const UNSUPPORTED_MS = 7 * 24 * 60 * 60 * 1000;

/** Which events Rackbeat tells us of, and which it does not know: those run on sweeps alone. */
export type WebhookReport = { live: string[]; unsupported: string[] };

/**
 * Makes Rackbeat's webhooks what they should be; safe to repeat. Of every meaning the first spelling that Rackbeat
 * knows is registered. Afterwards our own stale ones are deleted: those of this host with another address or twice.
 */
export async function reconcileWebhooks(
  db: Database,
  installation: Installation,
  rackbeat: RackbeatClient,
): Promise<WebhookReport> {
  const url = webhookUrl(installation.agreementId, open(installation.webhookSecret));
  const ours = (await rackbeat.listWebhooks()).filter((webhook) => isOurWebhookUrl(webhook.url));
  const known = await listWebhookSubscriptions(db, { installationId: installation.id });
  // Where none stands yet, a refusal may have been meant for the address and not for the name.
  const addressIsTaken = ours.some((webhook) => webhook.url === url);
  const ensure = async (event: string): Promise<Ensured> => {
    const there = ours.find((webhook) => webhook.event === event && webhook.url === url) ?? null;
    const kept = known.find((subscription) => subscription.event === event) ?? null;
    if (kept && addressIsTaken && isFreshlyUnsupported(kept)) return kept;
    const ensured = await ensureWebhook(rackbeat, { event, url, there, kept });
    const { id: installationId } = installation;
    await saveWebhookSubscription(db, { installationId, ...ensured, checkedAt: new Date() });
    return ensured;
  };

  const ensured = await ensureAll(ensure);
  const liveIds = new Set(ensured.map(({ rackbeatWebhookId }) => rackbeatWebhookId));
  for (const { id } of ours) if (!liveIds.has(id)) await rackbeat.deleteWebhook(id);

  const report = reportOf(ensured);
  log.info({ installationId: installation.id, ...report }, "webhooks reconciled");
  return report;
}

type Ensured = Pick<WebhookSubscription, "event" | "state" | "rackbeatWebhookId" | "tokenHash">;

async function ensureAll(ensure: (event: string) => Promise<Ensured>): Promise<Ensured[]> {
  const all: Ensured[] = [];
  for (const spellings of Object.values(WEBHOOK_CANDIDATES)) {
    for (const events of spellings) {
      const settled = await Promise.allSettled(events.map(ensure));
      const failed = settled.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
      const ensured = settled.flatMap((result) =>
        result.status === "fulfilled" ? [result.value] : [],
      );
      all.push(...ensured);
      if (ensured.some(({ state }) => state === "live")) break;
    }
  }
  return all;
}

function isFreshlyUnsupported({ state, checkedAt }: WebhookSubscription): boolean {
  return state === "unsupported" && Date.now() - checkedAt.getTime() < UNSUPPORTED_MS;
}

type Wanted = {
  event: string;
  url: string;
  there: RackbeatWebhook | null;
  kept: WebhookSubscription | null;
};

async function ensureWebhook(rackbeat: RackbeatClient, wanted: Wanted): Promise<Ensured> {
  const { event, url, there, kept } = wanted;
  if (there && kept?.tokenHash && kept.rackbeatWebhookId === there.id) {
    if (there.is_active === false) {
      await rackbeat.updateWebhook(there.id, { event, url, is_active: true });
    }
    return { event, state: "live", rackbeatWebhookId: there.id, tokenHash: kept.tokenHash };
  }
  // Its token was shown once, and not to us: only a new webhook has one we know.
  if (there) await rackbeat.deleteWebhook(there.id);
  return createWebhook(rackbeat, { event, url });
}

async function createWebhook(
  rackbeat: RackbeatClient,
  { event, url }: { event: string; url: string },
): Promise<Ensured> {
  try {
    const { id, token } = await rackbeat.createWebhook({ event, url });
    const tokenHash = token === null ? null : hashSecret(token);
    return { event, state: "live", rackbeatWebhookId: id, tokenHash };
  } catch (error) {
    if (!(error instanceof CallFailure && error.status === VALIDATION_FAILED)) throw error;
    return { event, state: "unsupported", rackbeatWebhookId: null, tokenHash: null };
  }
}

function reportOf(ensured: Ensured[]): WebhookReport {
  const named = (wanted: Ensured["state"]) =>
    ensured.filter(({ state }) => state === wanted).map(({ event }) => event);
  return { live: named("live"), unsupported: named("unsupported") };
}
