import type { Database } from "@/db/client";
import type { StillLimits } from "@/db/queries/standing-still";
import {
  listTroubledInstallations,
  type TroubledInstallation,
  type TroublePosition,
} from "@/db/queries/troubled-installations";
import { bringUpToDate } from "./bring-up-to-date";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How many days are too long unless somebody asks for another number. */
export const DAYS_UNTIL_TROUBLE = 3;

export type TroublePage = {
  troubles: TroubledInstallation[];
  /** Where the next page begins; null: there is none. */
  next: TroublePosition | null;
};

/**
 * Installations with trouble, the worst first: where Fiken or Rackbeat refuses us, or an agreement that is billed
 * writes to no company for longer than `days` (none is connected, or nobody has gone live with it); then, what has waited longest first,
 * where nothing was transferred for `days` although Rackbeat books, or a task has waited longer than `days`. A document
 * told of within the last hour is no trouble yet.
 */
export async function listTroubles(
  db: Database,
  {
    days = DAYS_UNTIL_TROUBLE,
    limit = 25,
    after,
    now,
  }: { days?: number; limit?: number; after?: TroublePosition | undefined; now: Date },
): Promise<TroublePage> {
  await bringUpToDate(db, now);
  const still = stillLimits({ days, now });
  const found = await listTroubledInstallations(db, {
    ...{ ...still, waitingSince: still.quietSince },
    ...{ after, limit: limit + 1 },
  });
  const troubles = found.slice(0, limit);
  const last = troubles.at(-1);
  return { troubles, next: found.length > limit && last ? last.position : null };
}

/** From when on an installation stands still. */
export function stillLimits({
  days = DAYS_UNTIL_TROUBLE,
  now,
}: {
  days?: number;
  now: Date;
}): StillLimits {
  return {
    quietSince: new Date(now.getTime() - days * DAY_MS),
    toldBefore: new Date(now.getTime() - HOUR_MS),
  };
}
