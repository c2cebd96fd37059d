import type { Database } from "@/db/client";
import { getInstallation } from "@/db/queries/installations";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import { checkReachable } from "./check-reachable";
import { refreshGroupsOf } from "./product-groups";
import { reconcileWebhooks } from "./webhook-registration";

/**
 * The daily job of one active installation: is it still reachable, are its webhooks in order, which product groups
 * are there. Safe to repeat. Throws CallFailure where Rackbeat cannot be asked.
 */
export async function keepUp(
  db: Database,
  { installationId }: { installationId: string },
): Promise<{ reachable: boolean }> {
  if (!(await checkReachable(db, { installationId }))) return { reachable: false };
  const installation = await getInstallation(db, installationId);
  const rackbeat = rackbeatOf(installation);
  await reconcileWebhooks(db, installation, rackbeat);
  await refreshGroupsOf(db, installation, rackbeat);
  return { reachable: true };
}
