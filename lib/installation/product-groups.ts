import type { Database } from "@/db/client";
import { getInstallation } from "@/db/queries/installations";
import { replaceProductGroups, type SeenProductGroup } from "@/db/queries/product-groups";
import type { Installation } from "@/db/schema/installations";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import type { RackbeatProductGroup } from "@/lib/rackbeat/items";
import { rackbeatOf } from "./providers";

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
  const groups = new Map(listed.map((group) => [group.number, seenGroup(group)]));
  const seenAt = new Date();
  await replaceProductGroups(db, { installationId, groups: [...groups.values()], seenAt });
}

function seenGroup(group: RackbeatProductGroup): SeenProductGroup {
  return {
    number: group.number,
    name: group.name ?? String(group.number),
    hasInventory: group.has_inventory ?? false,
    vatDomestic: group.vat_domestic,
    vatEu: group.vat_eu,
    vatAbroad: group.vat_abroad,
    vatDomesticExempt: group.vat_domestic_exempt,
  };
}
