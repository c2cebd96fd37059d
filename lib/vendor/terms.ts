import type { Database } from "@/db/client";
import { deleteFreeMonth, insertFreeMonth } from "@/db/queries/free-months";
import { endPricePeriod, insertPricePeriod, listPricePeriods } from "@/db/queries/price-periods";
import {
  getSubscription,
  lockSubscriptions,
  markSubscriptionStale,
  saveSubscriptionTerms,
} from "@/db/queries/subscriptions";
import type { PricePeriodRow } from "@/db/schema/price-periods";
import type { Subscription } from "@/db/schema/subscriptions";
import type { Day, Month } from "@/lib/billing/days";
import { AppError } from "@/lib/errors/app-error";
import { type Acting, writeAudit } from "./action";

type InstallationKey = { installationId: string };

/**
 * Another price than everybody's, from a day on, with its reason; `toDay` is its last day, null: until further notice.
 * It may lie in the past: what was invoiced differently is corrected in the next month. Throws
 * `vendor.ends_before_it_begins`.
 */
export async function agreePrice(
  db: Database,
  {
    installationId,
    fromDay,
    toDay,
    priceMinor,
    reason,
    ...acting
  }: InstallationKey & Pick<PricePeriodRow, "fromDay" | "toDay" | "priceMinor" | "reason"> & Acting,
): Promise<PricePeriodRow> {
  if (toDay !== null && toDay < fromDay) {
    throw new AppError({ code: "vendor.ends_before_it_begins", details: { fromDay } });
  }
  return db.transaction(async (tx) => {
    await markSubscriptionStale(tx, { installationId });
    const details = { fromDay, toDay, priceMinor, reason };
    await writeAudit(tx, acting, { action: "price.agreed", installationId, details });
    return insertPricePeriod(tx, { installationId, ...details, createdBy: acting.actor });
  });
}

/** An agreed price ends with that day. Throws `vendor.not_found`, `vendor.ends_before_it_begins`. */
export async function endPrice(
  db: Database,
  {
    installationId,
    pricePeriodId,
    toDay,
    ...acting
  }: InstallationKey & { pricePeriodId: number; toDay: Day } & Acting,
): Promise<void> {
  await db.transaction(async (tx) => {
    await markSubscriptionStale(tx, { installationId });
    const periods = await listPricePeriods(tx, [installationId]);
    const fromDay = periods.find(({ id }) => id === pricePeriodId)?.fromDay;
    if (fromDay !== undefined && toDay < fromDay) {
      throw new AppError({ code: "vendor.ends_before_it_begins", details: { fromDay } });
    }
    const details = { pricePeriodId, toDay };
    if (!(await endPricePeriod(tx, { installationId, ...details }))) {
      throw new AppError({ code: "vendor.not_found", details: { what: `${pricePeriodId}` } });
    }
    await writeAudit(tx, acting, { action: "price.ended", installationId, details });
  });
}

/** How many days from the first one live are a trial; 0: none. */
export async function setTrial(
  db: Database,
  { installationId, trialDays, ...acting }: InstallationKey & { trialDays: number } & Acting,
): Promise<void> {
  await db.transaction(async (tx) => {
    await saveSubscriptionTerms(tx, { installationId, trialDays });
    const details = { trialDays };
    await writeAudit(tx, acting, { action: "trial.set", installationId, details });
  });
}

type Free = InstallationKey & { month: Month };

/** The agreement pays nothing in that month. Granted again, nothing changes. */
export async function grantFreeMonth(
  db: Database,
  { installationId, month, reason, ...acting }: Free & { reason: string } & Acting,
): Promise<void> {
  await db.transaction(async (tx) => {
    await markSubscriptionStale(tx, { installationId });
    const free = { installationId, month, reason, createdBy: acting.actor };
    if (!(await insertFreeMonth(tx, free))) return;
    const details = { month, reason };
    await writeAudit(tx, acting, { action: "free_month.granted", installationId, details });
  });
}

/** The month is billed after all. Where it was not free, nothing changes. */
export async function withdrawFreeMonth(
  db: Database,
  { installationId, month, ...acting }: Free & Acting,
): Promise<void> {
  await db.transaction(async (tx) => {
    await markSubscriptionStale(tx, { installationId });
    if (!(await deleteFreeMonth(tx, { installationId, month }))) return;
    await writeAudit(tx, acting, {
      ...{ action: "free_month.withdrawn", installationId },
      details: { month },
    });
  });
}

/**
 * Who the invoice goes to; null: as the connected Fiken company tells. `country` is its ISO 3166 code. What was invoiced
 * keeps its VAT treatment, for a company may move; where what was said before was wrong, `restatedFrom` is the first
 * month for which this holds too, and the next month corrects it. Saved anew with the same country and VAT number,
 * such a month stays.
 */
export async function setParty(
  db: Database,
  {
    installationId,
    country,
    organizationNumber,
    vatNumber,
    restatedFrom = null,
    ...acting
  }: InstallationKey &
    Pick<Subscription, "country" | "organizationNumber" | "vatNumber"> & {
      restatedFrom?: Month | null;
    } & Acting,
): Promise<void> {
  await db.transaction(async (tx) => {
    const details = { country, organizationNumber, vatNumber };
    await lockSubscriptions(tx, [installationId]);
    const before = await getSubscription(tx, { installationId });
    const isSame = before.country === country && before.vatNumber === vatNumber;
    await saveSubscriptionTerms(tx, {
      ...{ installationId, ...details },
      restatedFrom: restatedFrom ?? (isSame ? before.restatedFrom : null),
    });
    await writeAudit(tx, acting, {
      ...{ action: "party.set", installationId },
      details: restatedFrom === null ? details : { ...details, restatedFrom },
    });
  });
}
