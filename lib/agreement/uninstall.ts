import type { Database } from "@/db/client";
import { markUninstalled } from "@/db/queries/installations";
import { appendSubscriptionEvent } from "@/db/queries/subscription-events";

/**
 * The app was removed in Rackbeat at that moment: nothing goes on, and its day is the last one billed. Within the
 * transaction of whoever was told. False: it was removed before, and the first moment stays.
 */
export async function uninstall(
  tx: Database,
  { installationId, at }: { installationId: string; at: Date },
): Promise<boolean> {
  if (!(await markUninstalled(tx, { installationId, at }))) return false;
  await appendSubscriptionEvent(tx, { installationId, kind: "uninstalled", at });
  return true;
}
