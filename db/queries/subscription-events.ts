import { asc, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type SubscriptionEvent, subscriptionEvents } from "@/db/schema/subscription-events";
import { subscriptions } from "@/db/schema/subscriptions";

/**
 * Writes down what happened to an agreement, and that its figures are out of date. Within the transaction that changes
 * the state, so that neither stands without the other.
 */
export async function appendSubscriptionEvent(
  db: Database,
  { installationId, kind, at }: Omit<SubscriptionEvent, "id">,
): Promise<void> {
  await db
    .insert(subscriptions)
    .values({ installationId })
    .onConflictDoUpdate({ target: subscriptions.installationId, set: { isStale: true } });
  await db.insert(subscriptionEvents).values({ installationId, kind, at });
}

/** Of several agreements, for their bills; of each in the order in which it happened. */
export async function listSubscriptionEvents(
  db: Database,
  installationIds: readonly string[],
): Promise<SubscriptionEvent[]> {
  return db
    .select()
    .from(subscriptionEvents)
    .where(inArray(subscriptionEvents.installationId, [...installationIds]))
    .orderBy(
      asc(subscriptionEvents.installationId),
      asc(subscriptionEvents.at),
      asc(subscriptionEvents.id),
    );
}

/** Over all agreements: when the first of them began, for that is the first month to invoice. */
export async function findFirstEventAt(db: Database): Promise<Date | null> {
  const [first] = await db
    .select({ at: sql<Date | null>`min(${subscriptionEvents.at})`.mapWith(subscriptionEvents.at) })
    .from(subscriptionEvents);
  return first?.at ?? null;
}
