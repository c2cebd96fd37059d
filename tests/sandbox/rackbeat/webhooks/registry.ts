import { randomBytes } from "node:crypto";
import { z } from "zod";
import { invalid } from "../refusal";
import type { Agreement } from "../world/agreement";
import type { Webhook } from "../world/rows";

export const webhookCreateSchema = z.object({
  event: z.string(),
  url: z.string().max(2048),
  is_active: z.boolean().optional(),
});
export type WebhookCreate = z.infer<typeof webhookCreateSchema>;

export const webhookUpdateSchema = webhookCreateSchema.partial();

/**
 * The same event and url again updates the one there is; only `created` tells the token.
 * Throws 422 on an unknown event name, and on plain http anywhere but on this machine.
 */
export function registerWebhook(
  agreement: Agreement,
  input: WebhookCreate,
  rules: { events: readonly string[]; pluginSlug: string | null },
): { webhook: Webhook; created: boolean } {
  refuseUnknownEvent(input.event, rules.events);
  refuseUnsafeUrl(input.url);
  const same = agreement.webhooks
    .list()
    .find(({ event, url }) => event === input.event && url === input.url);
  if (same) {
    Object.assign(same, { is_active: input.is_active ?? true, updated_at: new Date() });
    return { webhook: same, created: false };
  }
  const now = new Date();
  const webhook = agreement.webhooks.insert({
    number: agreement.webhooks.nextNumber(),
    event: input.event,
    url: input.url,
    is_active: input.is_active ?? true,
    token: randomBytes(16).toString("hex"),
    failures_since_last_success: 0,
    pluginSlug: rules.pluginSlug,
    created_at: now,
    updated_at: now,
  });
  return { webhook, created: true };
}

export function updateWebhook(
  agreement: Agreement,
  id: string,
  input: z.infer<typeof webhookUpdateSchema>,
  events: readonly string[],
): Webhook {
  const webhook = agreement.webhooks.get(id);
  const { event = webhook.event, url = webhook.url, is_active = webhook.is_active } = input;
  refuseUnknownEvent(event, events);
  refuseUnsafeUrl(url);
  return Object.assign(webhook, { event, url, is_active, updated_at: new Date() });
}

function refuseUnknownEvent(event: string, events: readonly string[]): void {
  if (!events.includes(event)) throw invalid({ event: "The selected event is invalid." });
}

/** Throws 422 unless the text is an https URL, or an http URL of this machine. */
export function refuseUnsafeUrl(text: string, field = "url"): void {
  if (!URL.canParse(text)) throw invalid({ [field]: `The ${field} format is invalid.` });
  const { protocol, hostname } = new URL(text);
  const onThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && onThisMachine)) {
    throw invalid({ [field]: `The ${field} must be a valid https url.` });
  }
}
