import type { Database } from "@/db/client";
import { lockBilling } from "@/db/queries/billing-months";
import { markAllSubscriptionsStale, markSubscriptionStale } from "@/db/queries/subscriptions";
import {
  findTakeOver,
  insertTakeOver,
  listTakeOvers,
  markTakeOverReversed,
} from "@/db/queries/take-overs";
import type { TakeOverRow } from "@/db/schema/take-overs";
import type { Day } from "@/lib/billing/days";
import { AppError } from "@/lib/errors/app-error";
import { type Acting, writeAudit } from "./action";

/**
 * From that day on Rackbeat bills: one agreement, or, with `installationId` null, all there are and all that come. The
 * vendor bills to the day before. What was invoiced beyond it is corrected in the next month.
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
    await markStale(tx, installationId);
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
 * The vendor bills again from `resumesOn`; with the take-over's own first day it is as if it had never been. Throws
 * `vendor.not_found`, `vendor.take_over_reversed`, `vendor.resumes_too_early`.
 */
export async function reverseTakeOver(
  db: Database,
  {
    takeOverId,
    resumesOn,
    reason,
    ...acting
  }: { takeOverId: number; resumesOn: Day; reason: string } & Acting,
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await findTakeOver(tx, { takeOverId });
    if (!found)
      throw new AppError({ code: "vendor.not_found", details: { what: `${takeOverId}` } });
    const { installationId, fromDay } = found;
    if (resumesOn < fromDay) {
      throw new AppError({ code: "vendor.resumes_too_early", details: { fromDay } });
    }
    await markStale(tx, installationId);
    const reversal = { resumesOn, reason, at: acting.now, by: acting.actor };
    if (!(await markTakeOverReversed(tx, { takeOverId, ...reversal }))) {
      throw new AppError({ code: "vendor.take_over_reversed", details: {} });
    }
    await writeAudit(tx, acting, {
      ...{ action: "take_over.reversed", installationId },
      details: { takeOverId, resumesOn, reason },
    });
  });
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
