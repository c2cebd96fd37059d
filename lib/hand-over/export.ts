import type { Database } from "@/db/client";
import { findDigest } from "@/db/queries/digests";
import {
  listAllSweeps,
  listBindingPage,
  listChangesInOrder,
  listConnections,
  listEventsOfTransfers,
  listPostingsOfTransfers,
  listTransferPage,
} from "@/db/queries/hand-over";
import { findImport } from "@/db/queries/imports";
import { getInstallation } from "@/db/queries/installations";
import { listAccountMappings, listVatMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { TransferEvent } from "@/db/schema/transfer-events";
import { type ExportRow, FORMAT, type RecordType, VERSION, writeRecord } from "./records";

/** Transfers, with what hangs on them, that are in memory at a time. */
const PAGE_SIZE = 500;
/** A product whose stock has moved for years has thousands of them. */
const EVENTS_AT_ONCE = 5_000;

type Asked = { installationId: string; now?: Date };

/**
 * Everything of an installation that whoever takes it over needs to go on, line by line (see `records.ts`). What is
 * transferred while it is read may be missing: it is looked up in Fiken before it is sent again.
 */
export async function* exportHandOver(
  db: Database,
  { installationId, now = new Date() }: Asked,
): AsyncGenerator<string> {
  let records = 0;
  const line = (type: RecordType, row: ExportRow): string => {
    records += 1;
    return writeRecord(type, row);
  };
  for await (const [type, row] of rowsOf(db, { installationId, now })) yield line(type, row);
  yield writeRecord("end", { records });
}

type Row = readonly [Exclude<RecordType, "end">, ExportRow];

async function* rowsOf(
  db: Database,
  { installationId, now }: Required<Asked>,
): AsyncGenerator<Row> {
  const key = { installationId };
  const header = { format: FORMAT, version: VERSION, exportedAt: now, installationId };
  yield ["header", { ...(await getInstallation(db, installationId)), ...header }];
  yield ["settings", await getTransferSettings(db, key)];
  const digest = await findDigest(db, key);
  if (digest) yield ["digest", digest];
  for (const row of await listProductGroups(db, key)) yield ["product_group", row];
  for (const row of await listAccountMappings(db, key)) yield ["account_mapping", row];
  for (const row of await listVatMappings(db, key)) yield ["vat_mapping", row];
  for (const row of await listChangesInOrder(db, key)) yield ["mapping_change", row];
  for (const row of await listAllSweeps(db, key)) yield ["sweep", row];
  for (const row of await listConnections(db, key)) yield ["connection", row];
  for await (const row of inPages((page) => listBindingPage(db, { ...key, ...page }))) {
    yield ["binding", row];
  }
  yield* transferRows(db, key);
  // Read last: one that is begun while the rest is read is spent as well.
  const imported = await findImport(db, key);
  if (imported?.startedAt) yield ["import", imported];
}

/** Page by page: what hangs on transfers of a page is written before the next, so that nothing refers to what is not there. */
async function* transferRows(
  db: Database,
  { installationId }: { installationId: string },
): AsyncGenerator<Row> {
  for (let after: string | null = null; ; ) {
    const page = await listTransferPage(db, { installationId, after, limit: PAGE_SIZE });
    after = page.at(-1)?.id ?? null;
    if (after === null) return;
    const ofPage = { installationId, transferIds: page.map(({ id }) => id) };
    for (const row of page) yield ["transfer", row];
    for (const row of await listPostingsOfTransfers(db, ofPage)) yield ["posting", row];
    yield* eventRows(db, ofPage);
  }
}

async function* eventRows(
  db: Database,
  ofPage: { installationId: string; transferIds: string[] },
): AsyncGenerator<Row> {
  for (let after: TransferEvent | null = null; ; ) {
    const limit = EVENTS_AT_ONCE;
    const events: TransferEvent[] = await listEventsOfTransfers(db, { ...ofPage, after, limit });
    for (const row of events) yield ["transfer_event", row];
    after = events.at(-1) ?? null;
    if (events.length < limit) return;
  }
}

type Place = { after: string | null; limit: number };

async function* inPages<T extends { id: string }>(
  list: (place: Place) => Promise<T[]>,
): AsyncGenerator<T> {
  for (let after: string | null = null; ; ) {
    const page: T[] = await list({ after, limit: PAGE_SIZE });
    yield* page;
    after = page.at(-1)?.id ?? null;
    if (after === null) return;
  }
}
