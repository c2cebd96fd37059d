import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type WebhookSubscription, webhookSubscriptions } from "@/db/schema/webhook-subscriptions";

type SubscriptionKey = { installationId: string; event: string };

export async function listWebhookSubscriptions(
  db: Database,
  { installationId }: { installationId: string },
): Promise<WebhookSubscription[]> {
  return db
    .select()
    .from(webhookSubscriptions)
    .where(eq(webhookSubscriptions.installationId, installationId))
    .orderBy(asc(webhookSubscriptions.event));
}

/** What is known of one event's webhook, replacing what was. */
export async function saveWebhookSubscription(
  db: Database,
  subscription: Omit<WebhookSubscription, "id" | "createdAt" | "updatedAt">,
): Promise<WebhookSubscription> {
  const [saved] = await db
    .insert(webhookSubscriptions)
    .values(subscription)
    .onConflictDoUpdate({
      target: [webhookSubscriptions.installationId, webhookSubscriptions.event],
      set: subscription,
    })
    .returning();
  if (!saved) throw new Error(`Webhook of ${subscription.event} was neither made nor updated`);
  return saved;
}

export async function removeWebhookSubscription(db: Database, key: SubscriptionKey): Promise<void> {
  await db.delete(webhookSubscriptions).where(isSubscription(key));
}

/** The hash of the token that Rackbeat sends with this event; null where we have no such webhook. */
export async function findWebhookToken(db: Database, key: SubscriptionKey): Promise<string | null> {
  const [subscription] = await db
    .select({ tokenHash: webhookSubscriptions.tokenHash })
    .from(webhookSubscriptions)
    .where(isSubscription(key));
  return subscription?.tokenHash ?? null;
}

function isSubscription({ installationId, event }: SubscriptionKey) {
  return and(
    eq(webhookSubscriptions.installationId, installationId),
    eq(webhookSubscriptions.event, event),
  );
}
