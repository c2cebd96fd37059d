import { setImmediate as othersToo } from "node:timers/promises";
import type { Database } from "@/db/client";
import { insertDeliveries } from "@/db/queries/deliveries";
import { requestWake } from "@/db/queries/lanes";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { type RequestedTransfer, requestTransfers } from "@/db/queries/transfers";
import type { EntityKind } from "@/db/schema/transfers";
import { followRename } from "./follow-rename";

/** A delivery that was checked and is to be carried out. */
export type DueDelivery = {
  installationId: string;
  connectionId: string;
  grantId: string;
  isPaused: boolean;
  kind: EntityKind;
  rackbeatKey: string;
  previousKey: string | null;
  receivedAt: Date;
  event: string;
  body: string;
};

type Waiting = {
  delivery: DueDelivery;
  written: (wake: boolean) => void;
  failed: (error: unknown) => void;
};

/** What one transaction takes. */
const MOST_TOGETHER = 100;
/** A wake-up that has not been answered for this long is taken for lost. */
const WAKE_STALE_MS = 20_000;

const writers = new WeakMap<Database, DeliveryWriter>();

/**
 * Writes a delivery and what it asks for, and resolves once that is committed. Deliveries that come while others are
 * being written go into one transaction together: a burst costs some commits, not thousands.
 *
 * @returns whether this delivery is the one that has to wake the drain
 */
export function writeDelivery(db: Database, delivery: DueDelivery): Promise<boolean> {
  const writer = writers.get(db) ?? new DeliveryWriter(db);
  writers.set(db, writer);
  return writer.write(delivery);
}

class DeliveryWriter {
  readonly #db: Database;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(db: Database) {
    this.#db = db;
  }

  write(delivery: DueDelivery): Promise<boolean> {
    return new Promise((written, failed) => {
      this.#waiting.push({ delivery, written, failed });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      await this.#letOthersIn();
      await this.#writeSome(this.#takeBatch());
    }
    this.#isWriting = false;
  }

  /** An embedded database commits before the next request is even read: those that are on their way get their turns. */
  async #letOthersIn(): Promise<void> {
    for (let before = 0; before < this.#waiting.length && before < MOST_TOGETHER; ) {
      before = this.#waiting.length;
      await othersToo();
    }
  }

  /** In the order of arrival; a rename changes what the others are about, so it goes by itself. */
  #takeBatch(): Waiting[] {
    const rename = this.#waiting.findIndex(({ delivery }) => delivery.previousKey !== null);
    const size = rename < 0 ? MOST_TOGETHER : Math.max(1, Math.min(rename, MOST_TOGETHER));
    return this.#waiting.splice(0, size);
  }

  async #writeSome(batch: Waiting[]): Promise<void> {
    try {
      const waking = await writeTogether(
        this.#db,
        batch.map(({ delivery }) => delivery),
      );
      for (const { delivery, written } of batch) written(waking.has(delivery));
    } catch (error) {
      // One that cannot be written must not keep the others from it.
      if (batch.length > 1) for (const waiting of batch) await this.#writeSome([waiting]);
      else for (const { failed } of batch) failed(error);
    }
  }
}

/** The deliveries that have to wake a drain: one of each grant at most. */
function writeTogether(db: Database, batch: readonly DueDelivery[]): Promise<Set<DueDelivery>> {
  return db.transaction(async (tx) => {
    for (const delivery of batch) await followRename(tx, delivery);
    const written: (DueDelivery & { transfer: RequestedTransfer })[] = [];
    // In one order, so that two processes which do this at once never wait for each other.
    for (const [, alike] of inOrder(
      groupBy(batch, ({ connectionId, kind }) => connectionId + kind),
    ))
      written.push(...(await requestAlike(tx, alike)));

    await insertDeliveries(
      tx,
      written.map(({ transfer, kind, ...seen }) => ({
        ...{ installationId: seen.installationId, receivedAt: seen.receivedAt },
        ...{ event: seen.event, body: seen.body, rackbeatKey: seen.rackbeatKey },
        ...{ entityKind: kind, outcome: "accepted", transferId: transfer.id },
      })),
    );
    const firsts = groupBy(
      written.filter(({ transfer }) => transfer.requests === 1),
      ({ transfer }) => transfer.id,
    );
    await appendTransferEvents(
      tx,
      [...firsts.values()].flatMap(([first]) => (first ? [receivedEvent(first)] : [])),
    );
    return requestWakes(tx, batch);
  });
}

/** Of one connection and kind. Several about one entity ask for one look. */
async function requestAlike(tx: Database, alike: readonly DueDelivery[]) {
  const latest = alike.at(-1);
  if (!latest) return [];
  const { installationId, connectionId, kind, receivedAt } = latest;
  const transfers = await requestTransfers(tx, {
    ...{ installationId, connectionId, kind, now: receivedAt },
    rackbeatKeys: [...new Set(alike.map(({ rackbeatKey }) => rackbeatKey))],
  });
  const byKey = new Map(transfers.map((transfer) => [transfer.rackbeatKey, transfer]));
  return alike.flatMap((delivery) => {
    const transfer = byKey.get(delivery.rackbeatKey);
    return transfer ? [{ ...delivery, transfer }] : [];
  });
}

function receivedEvent({
  installationId,
  receivedAt,
  event,
  transfer,
}: DueDelivery & { transfer: RequestedTransfer }) {
  return {
    ...{ installationId, transferId: transfer.id, at: receivedAt },
    ...{ event: "received", details: { event } },
  };
}

async function requestWakes(tx: Database, batch: readonly DueDelivery[]) {
  const waking = new Set<DueDelivery>();
  const live = batch.filter(({ isPaused }) => !isPaused);
  for (const [grantId, [first]] of inOrder(groupBy(live, (delivery) => delivery.grantId))) {
    if (!first) continue;
    const { installationId } = first;
    const wake = { installationId, grantId, staleAfterMs: WAKE_STALE_MS };
    if (await requestWake(tx, wake)) waking.add(first);
  }
  return waking;
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function inOrder<Row>(groups: Map<string, Row[]>): [string, Row[]][] {
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
