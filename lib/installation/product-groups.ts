import type { Database } from "@/db/client";
import { getInstallation } from "@/db/queries/installations";
import { replaceProductGroups } from "@/db/queries/product-groups";
import type { Installation } from "@/db/schema/installations";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import { productGroupRowOf } from "@/lib/bookkeeping/mapping/product-group-row";
import type { RackbeatClient } from "@/lib/rackbeat/client";

/** Reads Rackbeat's product groups, all of them, for the mapping. Throws CallFailure. */
export async function refreshProductGroups(
  db: Database,
  { installationId }: { installationId: string },
): Promise<void> {
  const installation = await getInstallation(db, installationId);
  await refreshGroupsOf(db, installation, rackbeatOf(installation));
}

export async function refreshGroupsOf(
  db: Database,
  { id: installationId }: Installation,
  rackbeat: RackbeatClient,
): Promise<void> {
  const listed = await rackbeat.listProductGroups();
  // A group that moved between two pages while they were read comes twice.
  const groups = new Map(listed.map((group) => [group.number, productGroupRowOf(group)]));
  const seenAt = new Date();
  await replaceProductGroups(db, { installationId, groups: [...groups.values()], seenAt });
}
