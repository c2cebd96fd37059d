import type { Database } from "@/db/client";
import { openRackbeat } from "@/lib/agreement/open-rackbeat";
import { AppError } from "@/lib/errors/app-error";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import type { RackbeatCustomerInvoice, RackbeatSupplierInvoice } from "@/lib/rackbeat/invoices";
import type { DocumentKind } from "@/lib/transfer/turn/document-request";
import { groupsOf } from "@/lib/transfer/turn/recorded-groups";
import { newestNumbers } from "./preview-recent";

/** Of each kind: enough to tell a group that matters from one that does not, and read in seconds. */
const DOCUMENTS = 20;
/** Products whose group Rackbeat does not tell in the line; those beyond are left out of the count. */
const MOST_ITEMS = 40;

export type RecentGroups = {
  /** How many documents were read, and the first and the last of their days. */
  documents: number;
  from: string | null;
  to: string | null;
  /** How many of them have a line of the group; null: lines without a product. */
  groups: { productGroup: number | null; count: number }[];
};

type Document = RackbeatCustomerInvoice | RackbeatSupplierInvoice;

/**
 * Which product groups the newest booked documents in Rackbeat are of: what a mapping concerns before anything was
 * transferred. Reads Rackbeat alone, with a bounded number of requests: the lists, each document, and its products.
 */
export async function countRecentGroups(
  db: Database,
  {
    installationId,
    kind,
    now = new Date(),
  }: {
    installationId: string;
    kind: DocumentKind;
    now?: Date;
  },
): Promise<RecentGroups> {
  const rackbeat = await openRackbeat(db, { installationId });
  const groupOfItem = itemGroups(rackbeat);
  const numbers = await newestNumbers({ rackbeat }, kind, { count: DOCUMENTS, now });
  const counts = new Map<number | null, number>();
  const days: string[] = [];
  let documents = 0;
  for (const number of numbers) {
    const document = await nullIfUnreadable(readDocument(rackbeat, kind, number));
    if (!document) continue;
    documents += 1;
    const day = document.invoice_date ?? document.booked_at?.slice(0, 10);
    if (day) days.push(day);
    for (const group of groupsOf(await withGroups(document, groupOfItem))) {
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  days.sort();
  const groups = [...counts].map(([productGroup, count]) => ({ productGroup, count }));
  return { documents, from: days[0] ?? null, to: days.at(-1) ?? null, groups };
}

function readDocument(
  rackbeat: RackbeatClient,
  kind: DocumentKind,
  number: string,
): Promise<Document> {
  return kind === "customer_invoice"
    ? rackbeat.getCustomerInvoice(number)
    : rackbeat.getSupplierInvoice(number);
}

/** Gone from Rackbeat, or not to be read: passed over, for the count is of those beside it too. */
async function nullIfUnreadable<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    const code = error instanceof AppError ? error.problem.code : null;
    if (code === "rackbeat.not_found" || code === "document.malformed") return null;
    throw error;
  }
}

type Group = { number: number; name: string | null };
type GroupOfItem = (number: string) => Promise<Group | null>;

/** Each item is asked for once, and no more of them than is told above. */
function itemGroups(rackbeat: RackbeatClient): GroupOfItem {
  const known = new Map<string, Group | null>();
  return async (number) => {
    const group = known.get(number);
    if (group !== undefined || known.size === MOST_ITEMS) return group ?? null;
    const item = await nullIfUnreadable(rackbeat.getItem(number));
    const groupNumber = item?.group?.number ?? item?.group_id ?? null;
    const found = groupNumber === null ? null : { number: groupNumber, name: null };
    known.set(number, found);
    return found;
  };
}

async function withGroups({ lines }: Document, groupOfItem: GroupOfItem) {
  const read: Document["lines"] = [];
  for (const line of lines) {
    const number = line.child_id ?? line.item?.number ?? null;
    const group = line.item?.group ?? (number === null ? null : await groupOfItem(number));
    const item = group && { number, name: line.item?.name ?? null, group };
    read.push(item ? { ...line, item } : line);
  }
  return read;
}
