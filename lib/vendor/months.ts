import type { Database } from "@/db/client";
import {
  findBillingLines,
  type LinePosition,
  listBillingLines,
  sumBillingLines,
} from "@/db/queries/billing-lines";
import {
  findBillingMonth,
  listBillingMonths,
  lockBilling,
  markBillingMonthClosed,
} from "@/db/queries/billing-months";
import { listBillingTotals } from "@/db/queries/billing-totals";
import type { BillingLineRow } from "@/db/schema/billing-lines";
import type { BillingMonth, TreatmentTotal } from "@/db/schema/billing-months";
import { copenhagenDay, lastDayOf, type Month } from "@/lib/billing/days";
import type { BasisTotal } from "@/lib/billing/line";
import { AppError } from "@/lib/errors/app-error";
import { type Acting, writeAudit } from "./action";
import { bringUpToDate, computeAllStale } from "./bring-up-to-date";

/** A month of the invoicing. Øre of DKK. */
export type Basis = {
  month: Month;
  /** Null: open, its lines follow the agreements. */
  closed: { at: Date; by: string } | null;
  /** Why it cannot be closed yet; null where it can be, or is. */
  obstacle: CloseObstacle | null;
  /** Of the whole month, whatever is searched for. */
  total: BasisTotal;
  treatments: TreatmentTotal[];
  lines: BillingLineRow[];
  /** Where the next page begins; null: there is none. */
  next: LinePosition | null;
};

export type CloseObstacle =
  | { code: "month_not_over" }
  | { code: "earlier_month_open"; open: Month };

/** What whoever closes a month has seen that it comes to. */
export type ConfirmedBasis = Pick<BasisTotal, "lines" | "netMinor" | "vatMinor">;

/** A month in the list. */
export type MonthRow = Pick<Basis, "month" | "closed" | "total">;

/** Newest first. */
export async function listMonths(db: Database, { now }: { now: Date }): Promise<MonthRow[]> {
  await bringUpToDate(db, now);
  const rows: MonthRow[] = [];
  for (const found of await listBillingMonths(db)) {
    const treatments = found.totals ?? (await listBillingTotals(db, found.month));
    rows.unshift({
      ...{ month: found.month, closed: closingOf(found) },
      total: totalOfTreatments(treatments),
    });
  }
  return rows;
}

/**
 * What there is to invoice for a month, a page of lines at a time: live until it is closed, as it was closed ever
 * since. Throws `vendor.not_found` for a month that has not begun.
 */
export async function getBasis(
  db: Database,
  {
    month,
    search,
    limit = 25,
    after,
    now,
  }: {
    month: Month;
    search?: string | undefined;
    limit?: number;
    after?: LinePosition | undefined;
    now: Date;
  },
): Promise<Basis> {
  await bringUpToDate(db, now);
  const found = await requireMonth(db, month);
  const treatments = found.totals ?? (await listBillingTotals(db, month));
  const page = { month, limit: limit + 1, after };
  const placed = await (search
    ? findBillingLines(db, { ...page, search })
    : listBillingLines(db, page));
  const shown = placed.slice(0, limit);
  return {
    month,
    closed: closingOf(found),
    obstacle: found.closedAt ? null : obstacleOf(await listBillingMonths(db), { month, now }),
    total: totalOfTreatments(treatments),
    treatments,
    lines: shown.map(({ line }) => line),
    next: placed.length > limit ? (shown.at(-1)?.position ?? null) : null,
  };
}

/**
 * Freezes a month that is over: from now on the database refuses every change of it, and what comes out differently
 * later is a correction in the next month. Months are closed in order. Lines whose VAT treatment is not known are
 * frozen as such, and corrected once it is. What is frozen is what was confirmed, and nothing that came in between.
 * Throws `vendor.basis_changed`, `vendor.month_closed`, `vendor.month_not_over`, `vendor.earlier_month_open`,
 * `vendor.not_found`.
 */
export async function closeMonth(
  db: Database,
  { month, confirmed, ...acting }: { month: Month; confirmed: ConfirmedBasis } & Acting,
): Promise<BasisTotal> {
  await bringUpToDate(db, acting.now);
  return db.transaction(async (tx) => {
    await lockBilling(tx);
    const found = await requireMonth(tx, month);
    if (found.closedAt) throw new AppError({ code: "vendor.month_closed", details: { month } });
    requireNoObstacle(obstacleOf(await listBillingMonths(tx), { month, now: acting.now }), month);
    await computeAllStale(tx, acting.now);

    const totals = await sumBillingLines(tx, month);
    const total = totalOfTreatments(totals);
    requireAsConfirmed(total, { month, confirmed });
    await markBillingMonthClosed(tx, {
      ...{ month, totals },
      ...{ closedAt: acting.now, closedBy: acting.actor },
    });
    await writeAudit(tx, acting, { action: "month.closed", details: { month, ...total } });
    return total;
  });
}

async function requireMonth(db: Database, month: Month): Promise<BillingMonth> {
  const found = await findBillingMonth(db, month);
  if (!found) throw new AppError({ code: "vendor.not_found", details: { what: month } });
  return found;
}

function closingOf({ closedAt, closedBy }: BillingMonth): Basis["closed"] {
  return closedAt && closedBy !== null ? { at: closedAt, by: closedBy } : null;
}

function obstacleOf(
  months: readonly BillingMonth[],
  { month, now }: { month: Month; now: Date },
): CloseObstacle | null {
  const firstOpen = months.find(({ closedAt }) => closedAt === null);
  if (firstOpen && firstOpen.month < month) {
    return { code: "earlier_month_open", open: firstOpen.month };
  }
  return copenhagenDay(now) <= lastDayOf(month) ? { code: "month_not_over" } : null;
}

function requireNoObstacle(obstacle: CloseObstacle | null, month: Month): void {
  if (obstacle === null) return;
  if (obstacle.code === "month_not_over") {
    throw new AppError({ code: "vendor.month_not_over", details: { month } });
  }
  const { open } = obstacle;
  throw new AppError({ code: "vendor.earlier_month_open", details: { month, open } });
}

function requireAsConfirmed(
  { lines, netMinor, vatMinor }: BasisTotal,
  { month, confirmed }: { month: Month; confirmed: ConfirmedBasis },
): void {
  const isSame =
    lines === confirmed.lines && netMinor === confirmed.netMinor && vatMinor === confirmed.vatMinor;
  if (!isSame) throw new AppError({ code: "vendor.basis_changed", details: { month } });
}

function totalOfTreatments(treatments: readonly TreatmentTotal[]): BasisTotal {
  const sum = (of: "lines" | "netMinor" | "vatMinor") =>
    treatments.reduce((total, treatment) => total + treatment[of], 0);
  const unknown = treatments.find(({ vatTreatment }) => vatTreatment === "unknown");
  return {
    lines: sum("lines"),
    netMinor: sum("netMinor"),
    vatMinor: sum("vatMinor"),
    unknown: unknown?.lines ?? 0,
  };
}
