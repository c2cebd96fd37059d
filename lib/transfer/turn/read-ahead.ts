import { listWaitingTransfers } from "@/db/queries/waiting-documents";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import type { TransferWork } from "./context";
import type { DocumentSide } from "./document-side";

/** From here on documents are a backlog: read ahead, looked up and read back together. */
const BACKLOG = 5;
const LISTED = 100;
/** Few enough that what a drain reads in vain at its end costs Rackbeat little. */
const DOCUMENTS_AHEAD = 20;
const PDFS_AHEAD = 3;
const AT_ONCE = 4;

type Read<Value> = { requests: number; value: Promise<Value> };

/** What waits behind the document under work, and what of it was read from Rackbeat in advance. */
export class Ahead {
  #waiting: { rackbeatKey: string; requests: number }[] = [];
  #listed = 0;
  readonly #documents = new Map<string, Read<RackbeatDocument>>();
  readonly #pdfs = new Map<string, Read<Uint8Array<ArrayBuffer>>>();
  readonly #take = pool(AT_ONCE);

  /** How many are known to wait; a lower bound where there are many. */
  get waiting(): number {
    return this.#waiting.length;
  }

  get isBacklog(): boolean {
    return this.waiting >= BACKLOG;
  }

  /** The document under work, and those behind it are begun with. */
  async read<Document extends RackbeatDocument>(
    work: TransferWork,
    side: DocumentSide<Document>,
  ): Promise<Document> {
    const { transfer } = work;
    await this.#look(work);
    if (this.isBacklog) this.#readOn(work, side);
    const ahead = taken(this.#documents, transfer);
    // Safe: this object holds the documents of one side only.
    return ahead ? (ahead as Promise<Document>) : side.read(work, transfer.rackbeatKey);
  }

  pdf<Document extends RackbeatDocument>(
    work: TransferWork,
    side: DocumentSide<Document>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return taken(this.#pdfs, work.transfer) ?? side.fetchPdf(work, work.transfer.rackbeatKey);
  }

  async #look({ db, installationId, connection, transfer, now }: TransferWork): Promise<void> {
    const at = this.#waiting.findIndex(({ rackbeatKey }) => rackbeatKey === transfer.rackbeatKey);
    if (at >= 0) this.#waiting.splice(0, at + 1);
    const mayBeMore = this.#listed === LISTED && this.waiting < LISTED / 2;
    if (at >= 0 && !mayBeMore) return;
    this.#waiting = await listWaitingTransfers(db, {
      ...{ installationId, connectionId: connection.id, kind: transfer.kind },
      ...{ now: now(), limit: LISTED },
    });
    this.#listed = this.#waiting.length;
  }

  #readOn<Document extends RackbeatDocument>(
    work: TransferWork,
    side: DocumentSide<Document>,
  ): void {
    const next = this.#waiting.slice(0, DOCUMENTS_AHEAD);
    for (const { rackbeatKey, requests } of next) {
      if (this.#documents.get(rackbeatKey)?.requests === requests) continue;
      const value = this.#take(() => side.read(work, rackbeatKey));
      // Told to whoever comes to need it.
      value.catch(() => undefined);
      this.#documents.set(rackbeatKey, { requests, value });
    }
    if (!work.settings.attachPdf || !side.carriesPdf(work)) return;
    for (const { rackbeatKey, requests } of next.slice(0, PDFS_AHEAD)) {
      if (this.#pdfs.get(rackbeatKey)?.requests === requests) continue;
      const value = side.fetchPdf(work, rackbeatKey);
      value.catch(() => undefined);
      this.#pdfs.set(rackbeatKey, { requests, value });
    }
  }
}

/** What was read before a later delivery told of a change is not used. */
function taken<Value>(
  reads: Map<string, Read<Value>>,
  { rackbeatKey, requests }: { rackbeatKey: string; requests: number },
): Promise<Value> | null {
  const read = reads.get(rackbeatKey);
  reads.delete(rackbeatKey);
  return read && read.requests === requests ? read.value : null;
}

/** So many at once; the others wait in order. */
function pool(size: number) {
  const lanes = Array.from({ length: size }, () => Promise.resolve<unknown>(undefined));
  let next = 0;
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const lane = next++ % size;
    const mine = (lanes[lane] ?? Promise.resolve()).then(work, work);
    lanes[lane] = mine;
    return mine;
  };
}
