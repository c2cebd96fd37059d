import { findLivePosting } from "@/db/queries/postings";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { findTransferState } from "@/db/queries/transfer-states";
import { releaseCreditNotesOn } from "@/db/queries/waiting-credit-notes";
import type { TransferState } from "@/db/schema/transfers";
import { nextRecheck } from "@/lib/transfer/hold/recheck";
import { StillWaiting, type TransferWork } from "@/lib/transfer/turn/context";
import { type DocumentRequest, documentRequestOf } from "@/lib/transfer/turn/document-request";
import type { Outcome } from "@/lib/transfer/turn/outcome";

type States = readonly (TransferState | null)[];
const UNDERWAY: States = ["pending", "working", "posted", "checking"];
const STOPPED: States = ["held", "failed"];
/** It is let go on when its original is through; this is for the case that it is not. */
const LOOK_AGAIN_MS = 30_000;

export type Original = { fikenId: number; request: DocumentRequest };

/**
 * The document with that number as it stands in Fiken by our own posting; null where we have nothing to do with it.
 * A credit note that hangs on it does not overtake it: an original that is under way, or that has stopped before it
 * was posted, would look unknown, and one that is reversed before it was read back would look lost. Throws
 * StillWaiting until then.
 */
export async function awaitOriginal(
  work: TransferWork,
  { number, original }: { number: string; original: string },
): Promise<Original | null> {
  const { db, installationId, connection, transfer, now } = work;
  const entity = { installationId, connectionId: connection.id, kind: "customer_invoice" as const };
  const state = await findTransferState(db, { ...entity, rackbeatKey: original });
  const waits = { code: "document.waits_for_original", details: { number, original } } as const;
  if (UNDERWAY.includes(state)) {
    throw new StillWaiting(waits, new Date(now().getTime() + LOOK_AGAIN_MS));
  }
  const posting = await findLivePosting(db, { ...entity, key: original });
  if (posting?.fikenId) {
    return { fikenId: Number(posting.fikenId), request: documentRequestOf(posting) };
  }
  if (STOPPED.includes(state)) throw new StillWaiting(waits, nextRecheck(transfer, now()));
  return null;
}

/** After the last word on an invoice: the credit notes that wait for it look again. */
export async function releaseItsCreditNotes(
  { db, installationId, connection, settings, transfer, now }: TransferWork,
  outcome: Outcome,
): Promise<void> {
  const hangsOnOriginal =
    settings.invoiceIssuer === "fiken" || settings.creditNoteForm === "reversal";
  if (transfer.kind !== "customer_invoice" || !hangsOnOriginal || "dueAt" in outcome) return;
  const at = now();
  await db.transaction(async (tx) => {
    const released = await releaseCreditNotesOn(tx, {
      ...{ installationId, connectionId: connection.id, original: transfer.rackbeatKey, now: at },
    });
    await appendTransferEvents(
      tx,
      released.map((transferId) => ({
        ...{ installationId, transferId, at, event: "released" },
        details: { curedBy: "original" },
      })),
    );
  });
}
