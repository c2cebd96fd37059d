import type { Database } from "@/db/client";
import { countDocumentsByGroup, type GroupDocuments } from "@/db/queries/mapping-reach";
import { listProductGroups } from "@/db/queries/product-groups";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { isInUse, recentSince } from "@/lib/bookkeeping/mapping/groups-in-use";
import {
  LINES_WITHOUT_PRODUCT,
  listMappingGaps,
  type MappingGap,
  type UsedGroup,
} from "@/lib/bookkeeping/mapping/mapping-gaps";
import { readRules } from "@/lib/transfer/turn/rules";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";

/** What the mapping lacks for the product groups in use: of sales, and of purchases where they are transferred. */
export async function listGapsInUse(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<MappingGap[]> {
  const since = recentSince(now);
  const [groups, documents, settings, { mapping }] = await Promise.all([
    listProductGroups(db, { installationId }),
    countDocumentsByGroup(db, { installationId, since }),
    getTransferSettings(db, { installationId }),
    readRules(db, { installationId }),
  ]);
  const used = (kind: GroupDocuments["kind"]): UsedGroup[] => [
    ...groups.filter(({ number, productCount }) =>
      isInUse({ productCount, documentCount: documentsOf(number, kind, documents) }),
    ),
    LINES_WITHOUT_PRODUCT,
  ];
  return [
    ...listMappingGaps("sales", used("customer_invoice"), mapping),
    ...(isSwitchedOn("supplier_invoice", settings)
      ? listMappingGaps("purchase", used("supplier_invoice"), mapping)
      : []),
  ];
}

/**
 * The same of groups that have products, whether or not a document is of them yet: a document that is waits with its
 * own cause. Counts no documents, and is cheap enough to be asked for every few seconds.
 */
export async function listGapsOfProducts(
  db: Database,
  { installationId }: { installationId: string },
): Promise<MappingGap[]> {
  const [groups, settings, { mapping }] = await Promise.all([
    listProductGroups(db, { installationId }),
    getTransferSettings(db, { installationId }),
    readRules(db, { installationId }),
  ]);
  const used = groups.filter(({ productCount }) => isInUse({ productCount, documentCount: null }));
  return [
    ...listMappingGaps("sales", used, mapping),
    ...(isSwitchedOn("supplier_invoice", settings)
      ? listMappingGaps("purchase", used, mapping)
      : []),
  ];
}

function documentsOf(
  group: number,
  side: GroupDocuments["kind"],
  documents: readonly GroupDocuments[],
): number {
  return (
    documents.find(({ kind, productGroup }) => kind === side && productGroup === group)?.count ?? 0
  );
}
