import type { Database } from "@/db/client";
import { listRevenueMonths } from "@/db/queries/revenue-months";
import {
  listRevenueMovements,
  type MovementPosition,
  type NamedMovement,
} from "@/db/queries/revenue-movements";
import { addMonths, type Month } from "@/lib/billing/days";
import type { MovementKind } from "@/lib/billing/movements";
import { type RevenueFigures, revenueFigures } from "@/lib/billing/revenue";
import { bringUpToDate } from "./bring-up-to-date";

const MONTHS_SHOWN = 12;

export type Dashboard = {
  /** The chosen month; of one that is not over, as it will end by what is known today. */
  figures: RevenueFigures;
  /** Twelve months, the chosen one last; each begins with what the one before has ended with. */
  months: RevenueFigures[];
};

/** The recurring revenue of a month and how it came about, without VAT and without trials. */
export async function getDashboard(
  db: Database,
  { month, now }: { month: Month; now: Date },
): Promise<Dashboard> {
  await bringUpToDate(db, now);
  const sums = await listRevenueMonths(db, { until: month });
  const from = addMonths(month, 1 - MONTHS_SHOWN);
  const months = revenueFigures(sums, { from, to: month });
  const figures = months.at(-1);
  if (!figures) throw new Error(`${month} is no month`);
  return { figures, months };
}

export type MovementPage = {
  movements: NamedMovement[];
  /** Where the next page begins; null: there is none. */
  next: MovementPosition | null;
};

/** Which agreements moved the revenue in a month: in one of the ways given, or in any. */
export async function listMovements(
  db: Database,
  {
    month,
    kinds,
    limit = 25,
    after,
    now,
  }: {
    month: Month;
    kinds?: readonly MovementKind[] | undefined;
    limit?: number;
    after?: MovementPosition | undefined;
    now: Date;
  },
): Promise<MovementPage> {
  await bringUpToDate(db, now);
  const found = await listRevenueMovements(db, { month, kinds, limit: limit + 1, after });
  const movements = found.slice(0, limit);
  const last = movements.at(-1);
  if (found.length <= limit || !last) return { movements, next: null };
  const { kind, companyName, installationId } = last;
  return { movements, next: { kind, companyName, installationId } };
}
