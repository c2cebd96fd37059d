import type { Database } from "@/db/client";
import { getInstallation } from "@/db/queries/installations";
import { uninstall } from "@/lib/agreement/uninstall";
import { addDays, copenhagenDay, type Day, startOfDay } from "@/lib/billing/days";
import { AppError } from "@/lib/errors/app-error";
import { type Acting, writeAudit } from "./action";

/**
 * The app was removed in Rackbeat on that day, and Rackbeat's message of it never came: what that message would have
 * done. `day` is the last one billed; what was invoiced beyond it is credited in the next month. Only where Rackbeat
 * refuses our token: whoever has the app is not cut off. Throws `vendor.still_reachable`, `vendor.removed_on_impossible_day`.
 */
export async function writeDownRemoval(
  db: Database,
  {
    installationId,
    day,
    reason,
    ...acting
  }: { installationId: string; day: Day; reason: string } & Acting,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { status, installedAt } = await getInstallation(tx, installationId);
    if (status !== "unreachable") {
      throw new AppError({ code: "vendor.still_reachable", details: {} });
    }
    const [fromDay, toDay] = [copenhagenDay(installedAt), copenhagenDay(acting.now)];
    if (day < fromDay || day > toDay) {
      const details = { fromDay, toDay };
      throw new AppError({ code: "vendor.removed_on_impossible_day", details });
    }
    // The day's last moment, so that it comes after everything that happened on it.
    const dayEnds = startOfDay(addDays(day, 1)).getTime() - 1;
    const at = new Date(Math.min(dayEnds, acting.now.getTime()));
    if (!(await uninstall(tx, { installationId, at }))) {
      throw new AppError({ code: "vendor.still_reachable", details: {} });
    }
    await writeAudit(tx, acting, {
      ...{ action: "agreement.removed", installationId },
      details: { day, reason },
    });
  });
}
