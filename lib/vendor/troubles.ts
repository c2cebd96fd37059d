import type { Database } from "@/db/client";
import {
  listTroubledInstallations,
  type TroubledInstallation,
} from "@/db/queries/troubled-installations";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How many days are too long unless somebody asks for another number. */
export const DAYS_UNTIL_TROUBLE = 3;

export type TroublePage = { troubles: TroubledInstallation[]; hasMore: boolean };

/**
 * Installations with trouble, the worst first: Fiken or Rackbeat refuses us; nothing was transferred for `days` although
 * Rackbeat books; a task has waited longer than `days`. A document told of within the last hour is no trouble yet.
 */
export async function listTroubles(
  db: Database,
  {
    days = DAYS_UNTIL_TROUBLE,
    limit = 25,
    offset = 0,
    now,
  }: { days?: number; limit?: number; offset?: number; now: Date },
): Promise<TroublePage> {
  const daysAgo = new Date(now.getTime() - days * DAY_MS);
  const found = await listTroubledInstallations(db, {
    ...{ quietSince: daysAgo, waitingSince: daysAgo },
    toldBefore: new Date(now.getTime() - HOUR_MS),
    ...{ limit: limit + 1, offset },
  });
  return { troubles: found.slice(0, limit), hasMore: found.length > limit };
}
