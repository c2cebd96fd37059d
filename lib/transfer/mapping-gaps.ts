import type { Database } from "@/db/client";
import { countDocumentsByGroup, type GroupDocuments } from "@/db/queries/mapping-reach";
import { listProductGroups } from "@/db/queries/product-groups";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { ProductGroup } from "@/db/schema/product-groups";
import {
  LINES_WITHOUT_PRODUCT,
  listMappingGaps,
  type MappingGap,
  type UsedGroup,
} from "@/lib/bookkeeping/mapping-gaps";
import { readRules } from "./rules";
import { isSwitchedOn } from "./switched-on";

/** As far back as a bookkeeper thinks of as now: a VAT term, and what is left of the one before. */
const RECENT_DAYS = 90;

/** What the mapping lacks for the product groups in use: of sales, and of purchases where they are transferred. */
export async function listGapsInUse(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<MappingGap[]> {
  const since = dayBefore(now, RECENT_DAYS);
  const [groups, documents, settings, { mapping }] = await Promise.all([
    listProductGroups(db, { installationId }),
    countDocumentsByGroup(db, { installationId, since }),
    getTransferSettings(db, { installationId }),
    readRules(db, { installationId }),
  ]);
  const used = (kind: GroupDocuments["kind"]): UsedGroup[] => [
    ...groups.filter((group) => isInUse(group, kind, documents)),
    LINES_WITHOUT_PRODUCT,
  ];
  return [
    ...listMappingGaps("sales", used("customer_invoice"), mapping),
    ...(isSwitchedOn("supplier_invoice", settings)
      ? listMappingGaps("purchase", used("supplier_invoice"), mapping)
      : []),
  ];
}

/** A group without products and documents needs nothing yet: should it get some, they wait for it. */
function isInUse(
  { number, productCount }: Pick<ProductGroup, "number" | "productCount">,
  kind: GroupDocuments["kind"],
  documents: readonly GroupDocuments[],
): boolean {
  return (
    productCount !== 0 ||
    documents.some((one) => one.kind === kind && one.productGroup === number && one.count > 0)
  );
}

/** `yyyy-mm-dd`; to the day is near enough for what counts as recent. */
function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 24 * 60 * 60_000).toISOString().slice(0, 10);
}
