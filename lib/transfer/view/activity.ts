import type { Database } from "@/db/client";
import { countDocumentsPerDay, listBookedToVerified } from "@/db/queries/transfer-activity";
import { countTransfersByState } from "@/db/queries/transfer-lists";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { TransferState } from "@/db/schema/transfers";

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 30;
/** Newer ones say enough of how long it takes. */
const SAMPLE = 1_000;
/** What is promised, from booked in Rackbeat to verified in Fiken. */
export const PROMISED_MS = 2 * 60_000;
const BOUNDS_MS = [5_000, 10_000, 20_000, 30_000, 60_000, PROMISED_MS, 5 * 60_000];

export type Activity = {
  totals: Partial<Record<TransferState, number>>;
  /** Each of the last days, today last. */
  days: { day: string; count: number }[];
  times: Times;
};

export type Times = {
  count: number;
  /** Null where nothing was measured. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** Null: beyond all bounds. */
  buckets: { upToMs: number | null; count: number }[];
};

/** What has been done in the last days, and how quickly. */
export async function readActivity(
  db: Database,
  { installationId, now, timeZone }: { installationId: string; now: Date; timeZone: string },
): Promise<Activity> {
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  const { liveAt } = await getTransferSettings(db, { installationId });
  const [totals, counted, times] = await Promise.all([
    countTransfersByState(db, { installationId }),
    countDocumentsPerDay(db, { installationId, since, timeZone }),
    liveAt ? listBookedToVerified(db, { installationId, since, liveAt, limit: SAMPLE }) : [],
  ]);
  const counts = new Map(counted.map(({ day, count }) => [day, count]));
  const days = lastDays(now, { count: DAYS, timeZone });
  return {
    totals,
    days: days.map((day) => ({ day, count: counts.get(day) ?? 0 })),
    times: summarize(times),
  };
}

/** Dates of the time zone, today last. */
export function lastDays(now: Date, { count, timeZone }: { count: number; timeZone: string }) {
  // Swedish writes dates as ISO does.
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) - (count - 1 - index) * DAY_MS);
    return day.toISOString().slice(0, 10);
  });
}

export function summarize(timesMs: readonly number[]): Times {
  const sorted = timesMs.toSorted((one, other) => one - other);
  const bounds = [...BOUNDS_MS, null];
  return {
    count: sorted.length,
    p50Ms: percentile(sorted, 50),
    p95Ms: percentile(sorted, 95),
    buckets: bounds.map((upToMs, index) => {
      const aboveMs = bounds[index - 1] ?? -1;
      const isWithin = (ms: number) => ms > aboveMs && (upToMs === null || ms <= upToMs);
      return { upToMs, count: sorted.filter(isWithin).length };
    }),
  };
}

/** The smallest that so many percent of all do not exceed (nearest rank). */
function percentile(sorted: readonly number[], percent: number): number | null {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
}
