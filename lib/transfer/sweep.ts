import type { Database } from "@/db/client";
import { findSweep, saveSweep } from "@/db/queries/sweeps";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { listRequestedKeys, requestTransfer } from "@/db/queries/transfers";
import type { RackbeatInvoiceRow } from "@/lib/rackbeat/invoices";
import { parseMoment } from "@/lib/rackbeat/moments";
import type { MalformedRow } from "@/lib/rackbeat/rows";
import type { DrainContext } from "./context";
import { openDrain } from "./open-drain";

/** The time zone of Rackbeat's filter is not documented: read again what may have been missed, and drop what is known. */
const OVERLAP_MS = 3 * 60 * 60_000;

/** Rackbeat's clock and ours may differ: what changed about when it was last asked for is asked for again. */
const CLOCK_MARGIN_MS = 5 * 60_000;

/** How long before its own date a document may have been booked. */
const BOOKED_AHEAD_MS = 60 * 24 * 60 * 60_000;

/** One page at a time, so that each step of the function stays short. */
export type SweepPage = { nextPage: number | null; requested: number };

/**
 * Looks through the sales invoices that changed in Rackbeat since the last sweep and requests the booked ones that
 * no webhook has told of. Null: nothing may be transferred now.
 */
export async function sweepCustomerInvoices(
  db: Database,
  {
    installationId,
    page,
    startedAt,
    now = () => new Date(),
  }: { installationId: string; page: number; startedAt: Date; now?: () => Date },
): Promise<SweepPage | null> {
  const context = await openDrain(db, { installationId, now });
  if (!context) return null;
  const cursorAt = await cursorOf(context);
  const updatedAtFrom = new Date(cursorAt.getTime() - OVERLAP_MS);
  const { items, nextPage } = await context.rackbeat.listCustomerInvoices({ updatedAtFrom, page });
  const candidates = items.flatMap(candidateOf);
  const asked = await listRequestedKeys(db, {
    installationId,
    connectionId: context.connection.id,
    kind: "customer_invoice",
    keys: candidates.map(({ number }) => number),
  });
  const missed = candidates.filter((candidate) => isMissed(candidate, asked, context.settings));
  for (const { number } of missed) await request(context, number);
  if (nextPage === null) {
    await saveSweep(db, {
      installationId,
      kind: "customer_invoice",
      cursorAt: startedAt,
      lastRunAt: now(),
      lastFailure: null,
    });
  }
  return { nextPage, requested: missed.length };
}

type Candidate = { number: string; date: string | null; updatedAt: Date | null };

/** A booked invoice, or one that cannot be read: that is for its own transfer to tell. */
function candidateOf(row: RackbeatInvoiceRow | MalformedRow): Candidate[] {
  if ("problem" in row) {
    return row.number === null ? [] : [{ number: row.number, date: null, updatedAt: null }];
  }
  if (!row.is_booked) return [];
  const updatedAt = row.updated_at ? parseMoment(row.updated_at) : null;
  return [{ number: row.number, date: row.invoice_date, updatedAt }];
}

function isMissed(
  { number, date, updatedAt }: Candidate,
  asked: Map<string, Date>,
  { startDate }: DrainContext["settings"],
): boolean {
  const askedAt = asked.get(number);
  if (askedAt) {
    return updatedAt !== null && updatedAt.getTime() > askedAt.getTime() - CLOCK_MARGIN_MS;
  }
  // What is not to be transferred would only fill the list.
  return startDate === null || date === null || date >= startDate;
}

/** A first sweep looks further back: a document may be booked long before the day it is dated. */
async function cursorOf({ db, installationId, settings }: DrainContext): Promise<Date> {
  const sweep = await findSweep(db, { installationId, kind: "customer_invoice" });
  if (sweep) return sweep.cursorAt;
  const liveAt = settings.liveAt ?? new Date(0);
  const start = settings.startDate ? new Date(`${settings.startDate}T00:00:00Z`) : liveAt;
  return new Date(Math.min(start.getTime(), liveAt.getTime()) - BOOKED_AHEAD_MS);
}

async function request(
  { db, installationId, connection, now }: DrainContext,
  rackbeatKey: string,
): Promise<void> {
  const at = now();
  await db.transaction(async (tx) => {
    const transfer = await requestTransfer(tx, {
      installationId,
      connectionId: connection.id,
      kind: "customer_invoice",
      rackbeatKey,
      now: at,
    });
    if (transfer.requests > 1) return;
    await appendTransferEvents(tx, [
      { installationId, transferId: transfer.id, at, event: "received", details: { by: "sweep" } },
    ]);
  });
}
