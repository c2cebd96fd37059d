import type { Database } from "@/db/client";
import { listBillingMonths, lockBilling, openBillingMonths } from "@/db/queries/billing-months";
import { findFirstEventAt } from "@/db/queries/subscription-events";
import { listStaleSubscriptions, markAllSubscriptionsStale } from "@/db/queries/subscriptions";
import { addMonths, copenhagenDay, type Month, monthOf, monthsFromTo } from "@/lib/billing/days";
import { computeFigures } from "./compute-figures";

/** Agreements computed in one transaction. */
const BATCH = 500;

/**
 * What every screen calls first: opens the months that have begun, and computes what has changed since. Costs two
 * short queries where nothing has; after midnight on the first of a month, a pass over all agreements.
 */
export async function bringUpToDate(db: Database, now: Date): Promise<void> {
  await openDueMonths(db, now);
  for (let isDone = false; !isDone; ) {
    isDone = await computeBatch(db, now);
  }
}

/** As `bringUpToDate`, within a transaction that holds the billing's lock. */
export async function computeAllStale(tx: Database, now: Date): Promise<void> {
  for (;;) {
    const stale = await listStaleSubscriptions(tx, { today: copenhagenDay(now), limit: BATCH });
    if (stale.length === 0) return;
    await computeFigures(tx, stale, now);
  }
}

async function computeBatch(db: Database, now: Date): Promise<boolean> {
  const today = copenhagenDay(now);
  const seen = await listStaleSubscriptions(db, { today, limit: BATCH });
  if (seen.length === 0) return true;
  await db.transaction(async (tx) => {
    await lockBilling(tx);
    // Another process may have computed them while this one waited.
    const stale = await listStaleSubscriptions(tx, { today, limit: BATCH });
    if (stale.length > 0) await computeFigures(tx, stale, now);
  });
  return false;
}

async function openDueMonths(db: Database, now: Date): Promise<void> {
  const due = await listDueMonths(db, now);
  if (due.length === 0) return;
  await db.transaction(async (tx) => {
    await lockBilling(tx);
    if (await openBillingMonths(tx, { months: due, now })) await markAllSubscriptionsStale(tx);
  });
}

/** The months that have begun and are not open yet; the first ever is that of the first install. */
async function listDueMonths(db: Database, now: Date): Promise<Month[]> {
  const last = (await listBillingMonths(db)).at(-1);
  const thisMonth = monthOf(copenhagenDay(now));
  if (last) return monthsFromTo(addMonths(last.month, 1), thisMonth);
  const firstEventAt = await findFirstEventAt(db);
  return firstEventAt ? monthsFromTo(monthOf(copenhagenDay(firstEventAt)), thisMonth) : [];
}
