import { and, asc, desc, eq, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { installations } from "@/db/schema/installations";
import { subscriptionStandings } from "@/db/schema/subscription-standings";
import { type Subscription, subscriptions } from "@/db/schema/subscriptions";

type InstallationKey = { installationId: string };

export async function getSubscription(
  db: Database,
  { installationId }: InstallationKey,
): Promise<Subscription> {
  const [subscription] = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.installationId, installationId));
  if (!subscription) throw new Error(`Installation ${installationId} has no subscription`);
  return subscription;
}

/** Its figures are computed anew before anybody sees them. */
export async function markSubscriptionStale(
  db: Database,
  { installationId }: InstallationKey,
): Promise<void> {
  await db
    .update(subscriptions)
    .set({ isStale: true })
    .where(eq(subscriptions.installationId, installationId));
}

/** Over all agreements: a month was opened, or all were taken over. */
export async function markAllSubscriptionsStale(db: Database): Promise<void> {
  await db.update(subscriptions).set({ isStale: true });
}

type Terms = Pick<
  Subscription,
  "trialDays" | "country" | "organizationNumber" | "vatNumber" | "restatedFrom"
>;

/** Saves what is given, and leaves the rest; the figures follow. */
export async function saveSubscriptionTerms(
  db: Database,
  { installationId, ...terms }: InstallationKey & Partial<Terms>,
): Promise<void> {
  await db
    .update(subscriptions)
    .set({ ...terms, isStale: true })
    .where(eq(subscriptions.installationId, installationId));
}

/** Over all agreements: a batch whose figures are out of date, or say something else since `today`. Ids in order. */
export async function listStaleSubscriptions(
  db: Database,
  { today, limit }: { today: string; limit: number },
): Promise<string[]> {
  const stale = db
    .select({ id: subscriptions.installationId })
    .from(subscriptions)
    .where(sql`${subscriptions.isStale}`)
    .limit(limit);
  const ended = db
    .select({ id: subscriptionStandings.installationId })
    .from(subscriptionStandings)
    .where(and(isNotNull(subscriptionStandings.until), lt(subscriptionStandings.until, today)))
    .limit(limit);
  const found = [...(await stale), ...(await ended)].map(({ id }) => id);
  return [...new Set(found)].toSorted().slice(0, limit);
}

/** Locked until the transaction ends: whoever changes what the figures depend on waits, or is waited for. */
export async function lockSubscriptions(
  db: Database,
  installationIds: readonly string[],
): Promise<void> {
  await db
    .select({ id: subscriptions.installationId })
    .from(subscriptions)
    .where(inArray(subscriptions.installationId, [...installationIds]))
    .orderBy(asc(subscriptions.installationId))
    .for("update");
}

export async function markSubscriptionsComputed(
  db: Database,
  installationIds: readonly string[],
): Promise<void> {
  await db
    .update(subscriptions)
    .set({ isStale: false })
    .where(inArray(subscriptions.installationId, [...installationIds]));
}

/** Who is billed, and on which terms. `fikenOrganizationNumber` is of the company connected last. */
export type BilledAgreement = Terms & {
  installationId: string;
  agreementId: string;
  companyName: string;
  fikenOrganizationNumber: string | null;
};

/** Of several agreements, for their bills. */
export async function listBilledAgreements(
  db: Database,
  installationIds: readonly string[],
): Promise<BilledAgreement[]> {
  const ids = [...installationIds];
  const newest = db
    .selectDistinctOn([connections.installationId], {
      installationId: connections.installationId,
      organizationNumber: connections.organizationNumber,
    })
    .from(connections)
    .where(inArray(connections.installationId, ids))
    .orderBy(
      connections.installationId,
      desc(sql`${connections.status} = 'active'`),
      desc(connections.connectedAt),
    )
    .as("newest");
  return db
    .select({
      installationId: installations.id,
      agreementId: installations.agreementId,
      companyName: installations.companyName,
      trialDays: subscriptions.trialDays,
      country: subscriptions.country,
      organizationNumber: subscriptions.organizationNumber,
      vatNumber: subscriptions.vatNumber,
      restatedFrom: subscriptions.restatedFrom,
      fikenOrganizationNumber: newest.organizationNumber,
    })
    .from(subscriptions)
    .innerJoin(installations, eq(installations.id, subscriptions.installationId))
    .leftJoin(newest, eq(newest.installationId, installations.id))
    .where(inArray(subscriptions.installationId, ids))
    .orderBy(asc(installations.id));
}
