import { itemNumberOf } from "@/lib/bookkeeping/document/line-item";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import { AppError } from "@/lib/errors/app-error";
import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import type { RackbeatItem } from "@/lib/rackbeat/items";
import type { DrainContext } from "@/lib/transfer/turn/context";
import { nullIfUnknown } from "@/lib/transfer/turn/null-if-missing";

/** Where groups are read from, and where they are remembered. */
export type ItemGroupSource = {
  rackbeat: Pick<DrainContext["rackbeat"], "getItem">;
  known: Pick<DrainContext["known"], "itemGroups">;
};

type WithLines = { lines: RackbeatInvoiceLine[] };
type Group = { number: number; name: string | null };

/** The document, each product line with its product group. Throws `rackbeat.not_found` where an item is gone. */
export function withItemGroups<Document extends WithLines>(
  { rackbeat, known: { itemGroups } }: ItemGroupSource,
  document: Document,
): Promise<Document> {
  return withGroups(document, async (itemNumber) => {
    const group = itemGroups.get(itemNumber) ?? groupOf(await rackbeat.getItem(itemNumber));
    itemGroups.set(itemNumber, group);
    return group;
  });
}

/**
 * The same of a document that may stand in Fiken already: what it was booked as stays, whatever has become of its
 * items since, so the line of an item that is gone stays without a group. Nothing new is made of it so.
 */
export function withKnownItemGroups<Document extends WithLines>(
  { rackbeat, known: { itemGroups } }: ItemGroupSource,
  document: Document,
): Promise<Document> {
  return withGroups(document, async (itemNumber) => {
    const known = itemGroups.get(itemNumber);
    if (known !== undefined) return known;
    const item = await nullIfUnknown(rackbeat.getItem(itemNumber));
    const group = item && groupOf(item);
    itemGroups.set(itemNumber, group);
    return group;
  });
}

/** Of a document to be booked, read as above: every item is needed, and one that is gone is a problem. */
export async function requireItemGroups<Document extends WithLines>(
  work: ItemGroupSource,
  document: Document,
): Promise<Mapped<Document>> {
  try {
    return { ok: true, value: await withItemGroups(work, document) };
  } catch (error) {
    const isGone = error instanceof AppError && error.problem.code === "rackbeat.not_found";
    if (isGone) return refused(error.problem);
    throw error;
  }
}

/** Rackbeat tells a line's group only where it nests the item; else the item is asked, once per drain. */
async function withGroups<Document extends WithLines>(
  document: Document,
  groupOfItem: (itemNumber: string) => Promise<Group | null>,
): Promise<Document> {
  const lines: RackbeatInvoiceLine[] = [];
  for (const line of document.lines) {
    const number = itemNumberOf(line);
    const group = line.item?.group || number === null ? null : await groupOfItem(number);
    lines.push(group ? { ...line, item: { number, name: line.item?.name ?? null, group } } : line);
  }
  return { ...document, lines };
}

function groupOf({ group, group_id }: RackbeatItem): Group | null {
  return group ?? (group_id === null ? null : { number: group_id, name: null });
}
