import { Exact } from "@/lib/money";
import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import type { RackbeatItem } from "@/lib/rackbeat/items";
import { recordProgress } from "./claim";
import type { TransferWork } from "./context";

/**
 * The product groups that the lines of a document are of, each once; null among them: an amount without a product.
 * So the mapping can say what a group concerns.
 */
export function groupsOf(lines: readonly RackbeatInvoiceLine[]): (number | null)[] {
  const groups = lines.flatMap((line): (number | null)[] => {
    if (line.item?.group) return [line.item.group.number];
    const isAmount = line.line_total !== null && !new Exact(line.line_total).isZero();
    return line.child_id === null && isAmount ? [null] : [];
  });
  return [...new Set(groups)];
}

/** What the status page and the mapping show of a product or of its stock; also of one that is held. */
export async function recordItem(work: TransferWork, item: RackbeatItem | null): Promise<void> {
  const group = item?.group?.number ?? item?.group_id ?? null;
  await recordProgress(work, {
    partyName: item?.name ?? work.transfer.partyName,
    ...(group === null ? {} : { productGroups: [group] }),
  });
}
