import { and, asc, count, eq, like, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type SubscriptionStanding,
  subscriptionStandings,
} from "@/db/schema/subscription-standings";

export async function findSubscriptionStanding(
  db: Database,
  { installationId }: { installationId: string },
): Promise<SubscriptionStanding | null> {
  const [found] = await db
    .select()
    .from(subscriptionStandings)
    .where(eq(subscriptionStandings.installationId, installationId));
  return found ?? null;
}

const COLUMNS: Record<keyof Omit<SubscriptionStanding, "installationId">, string> = {
  agreementId: "agreement_id",
  companyName: "company_name",
  organizationNumber: "organization_number",
  country: "country",
  vatNumber: "vat_number",
  standing: "standing",
  until: "until",
  priceMinor: "price_minor",
  liveOn: "live_on",
  searchText: "search_text",
  computedAt: "computed_at",
};

/** Where these agreements stand from now on. */
export async function saveSubscriptionStandings(
  db: Database,
  standings: readonly SubscriptionStanding[],
): Promise<void> {
  if (standings.length === 0) return;
  await db
    .insert(subscriptionStandings)
    .values([...standings])
    .onConflictDoUpdate({
      target: subscriptionStandings.installationId,
      set: Object.fromEntries(
        Object.entries(COLUMNS).map(([key, column]) => [key, sql.raw(`excluded.${column}`)]),
      ),
    });
}

type Filter = {
  search?: string | undefined;
  standing?: SubscriptionStanding["standing"] | undefined;
};

/** Over all agreements: the vendor's list of them. By company; `after` is the last id of the page before. */
export async function listSubscriptionStandings(
  db: Database,
  { limit, after, ...filter }: Filter & { limit: number; after?: string | undefined },
): Promise<SubscriptionStanding[]> {
  const { companyName, installationId } = subscriptionStandings;
  const isLater =
    after &&
    sql`(${companyName}, ${installationId}) > (
      select last.company_name, last.installation_id from ${subscriptionStandings} last
      where last.installation_id = ${after})`;
  return db
    .select()
    .from(subscriptionStandings)
    .where(and(matches(filter), isLater || undefined))
    .orderBy(asc(companyName), asc(installationId))
    .limit(limit);
}

/** Over all agreements: how many the search finds in each standing. */
export async function countSubscriptionStandings(
  db: Database,
  { search }: Pick<Filter, "search">,
): Promise<Partial<Record<SubscriptionStanding["standing"], number>>> {
  const rows = await db
    .select({ standing: subscriptionStandings.standing, count: count() })
    .from(subscriptionStandings)
    .where(matches({ search }))
    .groupBy(subscriptionStandings.standing);
  return Object.fromEntries(rows.map((row) => [row.standing, row.count]));
}

/** Part of a company's name, an agreement's or an organisation number, whatever the case. */
export function isFound(search: string): SQL {
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return like(subscriptionStandings.searchText, pattern);
}

function matches({ search, standing }: Filter) {
  return and(
    search ? isFound(search) : undefined,
    standing && eq(subscriptionStandings.standing, standing),
  );
}
