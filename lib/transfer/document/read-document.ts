import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import type { RackbeatItem } from "@/lib/rackbeat/items";
import type { DrainContext } from "@/lib/transfer/turn/context";

/** Where groups are read from, and where they are remembered. */
export type ItemGroupSource = {
  rackbeat: Pick<DrainContext["rackbeat"], "getItem">;
  known: Pick<DrainContext["known"], "itemGroups">;
};

/** The document, each product line with its product group. */
export async function withItemGroups<Document extends { lines: RackbeatInvoiceLine[] }>(
  work: ItemGroupSource,
  document: Document,
): Promise<Document> {
  const lines: RackbeatInvoiceLine[] = [];
  for (const line of document.lines) lines.push(await withGroup(work, line));
  return { ...document, lines };
}

/** Rackbeat tells a line's group only where it nests the item; else the item is asked, once per drain. */
async function withGroup(
  { rackbeat, known: { itemGroups } }: ItemGroupSource,
  line: RackbeatInvoiceLine,
): Promise<RackbeatInvoiceLine> {
  const itemNumber = line.child_id ?? line.item?.number ?? null;
  if (line.item?.group || itemNumber === null) return line;
  const group = itemGroups.get(itemNumber) ?? groupOf(await rackbeat.getItem(itemNumber));
  if (!group) return line;
  itemGroups.set(itemNumber, group);
  return { ...line, item: { number: itemNumber, name: line.item?.name ?? null, group } };
}

function groupOf({ group, group_id }: RackbeatItem) {
  return group ?? (group_id === null ? null : { number: group_id, name: null });
}
