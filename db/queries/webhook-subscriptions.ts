import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type WebhookSubscription, webhookSubscriptions } from "@/db/schema/webhook-subscriptions";

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
