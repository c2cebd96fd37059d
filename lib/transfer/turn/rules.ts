import type { Database } from "@/db/client";
import { listAccountMappings, listVatMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import { type Mapping, mappingOf } from "@/lib/bookkeeping/mapping/mapping";

/** The user's mapping and Rackbeat's product groups, and a text that is another one once they have changed. */
export type Rules = { mapping: Mapping; version: string };

export async function readRules(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Rules> {
  const [accounts, vat, groups] = await Promise.all([
    listAccountMappings(db, { installationId }),
    listVatMappings(db, { installationId }),
    listProductGroups(db, { installationId }),
  ]);
  // When a group was last seen says nothing of what it is.
  const productGroups = groups.map(({ number, name, vatDomestic }) => ({
    number,
    name,
    vatDomestic,
  }));
  return {
    mapping: mappingOf({ accounts, vat, productGroups }),
    version: JSON.stringify({ accounts, vat, productGroups }),
  };
}
