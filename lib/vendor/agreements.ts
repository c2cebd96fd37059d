import type { Database } from "@/db/client";
import { type AgreementHealth, listAgreementHealth } from "@/db/queries/agreement-health";
import {
  countSubscriptionStandings,
  listSubscriptionStandings,
} from "@/db/queries/subscription-standings";
import type { SubscriptionStanding } from "@/db/schema/subscription-standings";
import { firstDayOf, startOfDay, thisMonthOf } from "@/lib/billing/days";
import type { Standing } from "@/lib/billing/standing";
import { bringUpToDate } from "./bring-up-to-date";
import { stillLimits } from "./troubles";

/** A row of the list; `health` tells when and how many, never what a document holds. */
export type AgreementRow = SubscriptionStanding & { health: AgreementHealth };

export type AgreementPage = {
  agreements: AgreementRow[];
  /** Where the next page begins; null: there is none. */
  next: string | null;
  /** How many agreements the search finds in each standing. */
  counts: Partial<Record<Standing, number>>;
};

/**
 * All agreements there are or have been, by company; `after` is `next` of the page before. Documents are counted from
 * this month's beginning.
 */
export async function listAgreements(
  db: Database,
  {
    search,
    standing,
    limit = 25,
    after,
    now,
  }: {
    search?: string | undefined;
    standing?: Standing | undefined;
    limit?: number;
    after?: string | undefined;
    now: Date;
  },
): Promise<AgreementPage> {
  await bringUpToDate(db, now);
  const found = await listSubscriptionStandings(db, {
    ...{ search, standing, after },
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  const health = await listAgreementHealth(db, {
    installationIds: rows.map(({ installationId }) => installationId),
    since: startOfDay(firstDayOf(thisMonthOf(now))),
    ...stillLimits({ now }),
  });
  const healthOf = new Map(health.map((row) => [row.installationId, row]));
  return {
    agreements: rows.flatMap((row) => {
      const itsHealth = healthOf.get(row.installationId);
      return itsHealth ? [{ ...row, health: itsHealth }] : [];
    }),
    next: found.length > limit ? (rows.at(-1)?.installationId ?? null) : null,
    counts: await countSubscriptionStandings(db, { search }),
  };
}
