import type { Database } from "@/db/client";
import { lockBilling } from "@/db/queries/billing-months";
import { markAllSubscriptionsStale, markSubscriptionStale } from "@/db/queries/subscriptions";
import {
  findTakeOver,
  insertTakeOver,
  listTakeOvers,
  saveTakeOverReversal,
} from "@/db/queries/take-overs";
import type { TakeOverRow } from "@/db/schema/take-overs";
import { addDays, copenhagenDay, type Day, NO_END } from "@/lib/billing/days";
import { AppError } from "@/lib/errors/app-error";
import { type Acting, writeAudit } from "./action";

/**
 * From that day on Rackbeat bills: one agreement, or, with `installationId` null, all there are and all that come. The
 * vendor bills to the day before. What was invoiced beyond it is corrected in the next month. Throws
 * `vendor.take_over_in_force` where one of the same covers that day, `vendor.day_too_far`.
 */
export async function takeOver(
  db: Database,
  {
    installationId,
    fromDay,
    reason,
    ...acting
  }: Pick<TakeOverRow, "installationId" | "fromDay" | "reason"> & Acting,
): Promise<TakeOverRow> {
  return db.transaction(async (tx) => {
    requireWithinReach(fromDay, acting.now);
    await markStale(tx, installationId);
    const holding = (await listSame(tx, installationId)).find((one) => holdsOn(one, fromDay));
    if (holding) {
      const { fromDay: since } = holding;
      throw new AppError({ code: "vendor.take_over_in_force", details: { fromDay: since } });
    }
    const details = { fromDay, reason };
    const begun = await insertTakeOver(tx, {
      ...{ installationId, ...details },
      createdBy: acting.actor,
    });
    await writeAudit(tx, acting, {
      ...{ action: "take_over.begun", installationId },
      details: { takeOverId: begun.id, ...details },
    });
    return begun;
  });
}

/**
 * The vendor bills again from `resumesOn`; with the take-over's own first day it is as if it had never been. Written
 * again, what is written last holds. Answers the take-over that holds on that day all the same, for then nothing
 * resumes: of a single agreement another of its own or one of all, of all another of all. Throws `vendor.not_found`,
 * `vendor.resumes_too_early`, `vendor.day_too_far`.
 */
export async function reverseTakeOver(
  db: Database,
  {
    takeOverId,
    resumesOn,
    reason,
    ...acting
  }: { takeOverId: number; resumesOn: Day; reason: string } & Acting,
): Promise<TakeOverRow | null> {
  return db.transaction(async (tx) => {
    const found = await findTakeOver(tx, { takeOverId });
    if (!found)
      throw new AppError({ code: "vendor.not_found", details: { what: `${takeOverId}` } });
    const { installationId, fromDay } = found;
    if (resumesOn < fromDay) {
      throw new AppError({ code: "vendor.resumes_too_early", details: { fromDay } });
    }
    requireWithinReach(resumesOn, acting.now);
    await markStale(tx, installationId);
    const reversal = { resumesOn, reason, at: acting.now, by: acting.actor };
    await saveTakeOverReversal(tx, { takeOverId, ...reversal });
    await writeAudit(tx, acting, {
      ...{ action: "take_over.reversed", installationId },
      details: { takeOverId, resumesOn, reason },
    });
    const others = await listTakeOvers(tx, installationId === null ? [] : [installationId]);
    return others.find((one) => holdsOn(one, resumesOn)) ?? null;
  });
}

/** A year ahead is planned; what lies further is a slip of the pen. */
const DAYS_AHEAD = 366;

function requireWithinReach(day: Day, now: Date): void {
  const toDay = addDays(copenhagenDay(now), DAYS_AHEAD);
  if (day > toDay) throw new AppError({ code: "vendor.day_too_far", details: { toDay } });
}

/** Of the same agreement, or of all. */
async function listSame(tx: Database, installationId: string | null): Promise<TakeOverRow[]> {
  const found = await listTakeOvers(tx, installationId === null ? [] : [installationId]);
  return found.filter((one) => one.installationId === installationId);
}

function holdsOn({ fromDay, resumesOn }: TakeOverRow, day: Day): boolean {
  return fromDay <= day && day < (resumesOn ?? NO_END);
}

/** Those of all agreements, oldest first, also the reversed. */
export async function listTakeOversOfAll(db: Database): Promise<TakeOverRow[]> {
  return listTakeOvers(db, []);
}

async function markStale(tx: Database, installationId: string | null): Promise<void> {
  if (installationId !== null) {
    await markSubscriptionStale(tx, { installationId });
    return;
  }
  // Who computes figures locks subscriptions in order; all at once have none, so they take turns.
  await lockBilling(tx);
  await markAllSubscriptionsStale(tx);
}
