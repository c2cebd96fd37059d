import type { Database } from "@/db/client";
import type { Month } from "@/lib/billing/days";
import type { Acting } from "@/lib/vendor/action";
import { closeMonth, getBasis } from "@/lib/vendor/months";

/** As somebody does who looks at the month and closes it at once. */
export async function closeAsShown(
  db: Database,
  { month, ...acting }: { month: Month } & Acting,
): Promise<void> {
  const { total } = await getBasis(db, { month, now: acting.now });
  await closeMonth(db, { month, confirmed: total, ...acting });
}
