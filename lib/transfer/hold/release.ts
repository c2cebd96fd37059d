import type { Database } from "@/db/client";
import { markGone } from "@/db/queries/postings";
import { releaseExcluded, releaseTransfersOfCause } from "@/db/queries/transfer-causes";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { releaseTransfers, requeueTransfer } from "@/db/queries/transfers";
import { hastenCreditNotes } from "@/db/queries/waiting-credit-notes";
import { entityKind, type Transfer } from "@/db/schema/transfers";
import { MAPPING_CAUSES } from "@/lib/bookkeeping/mapping/cured-causes";
import type { ProblemCode } from "@/lib/errors/catalog";
import { DOCUMENT_POSTINGS } from "@/lib/transfer/turn/document-request";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";

/** What each change by a person may have cured. The drain looks again, and holds again what is not cured. */
const CURED_BY = {
  mapping: MAPPING_CAUSES,
  product_groups: ["mapping.group_rate_missing"],
  connection: [
    "fiken.grant_revoked",
    "fiken.not_connected",
    "fiken.api_module_missing",
    "rackbeat.token_dead",
  ],
  settings: [
    "document.credit_not_reversible",
    "document.vat_rounded_by_fiken",
    "fiken.number_series_missing",
  ],
} as const satisfies Record<string, readonly ProblemCode[]>;

/** Puts back in line, in booking order, what was held for something that has just been changed. Answers how many. */
export async function releaseHeld(
  db: Database,
  {
    installationId,
    curedBy,
    now = new Date(),
  }: { installationId: string; curedBy: keyof typeof CURED_BY; now?: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    const released = await releaseTransfers(tx, { installationId, codes: CURED_BY[curedBy], now });
    if (curedBy === "settings") {
      await hastenCreditNotes(tx, { installationId, now });
      const settings = await getTransferSettings(tx, { installationId });
      const kinds = entityKind.enumValues.filter((kind) => isSwitchedOn(kind, settings));
      const { startDate } = settings;
      released.push(...(await releaseExcluded(tx, { installationId, kinds, startDate, now })));
    }
    await appendTransferEvents(
      tx,
      released.map((transferId) => ({
        installationId,
        transferId,
        at: now,
        event: "released",
        details: { curedBy },
      })),
    );
    return released.length;
  });
}

/** "Send all again": a person asks for everything that waits for one cause, in booking order. Answers how many. */
export async function releaseCause(
  db: Database,
  {
    installationId,
    causeKey,
    now = new Date(),
  }: { installationId: string; causeKey: string; now?: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    const released = await releaseTransfersOfCause(tx, { installationId, causeKey, now });
    for (const transfer of released) await forgetDeleted(tx, transfer, now);
    await appendTransferEvents(
      tx,
      released.map(({ id: transferId }) => ({
        ...{ installationId, transferId, at: now, event: "retry_requested", details: {} },
      })),
    );
    return released.length;
  });
}

/**
 * "Send again". What is no longer in Fiken is made anew, for a person asks for it. False: there is no such transfer,
 * or nothing to send again.
 */
export async function retryTransfer(
  db: Database,
  {
    installationId,
    transferId,
    now = new Date(),
  }: { installationId: string; transferId: string; now?: Date },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const transfer = await requeueTransfer(tx, { installationId, transferId, now });
    if (!transfer) return false;
    await forgetDeleted(tx, transfer, now);
    await appendTransferEvents(tx, [
      { installationId, transferId, at: now, event: "retry_requested", details: {} },
    ]);
    return true;
  });
}

/** What a person has deleted in Fiken no longer counts as posted. */
async function forgetDeleted(
  db: Database,
  { id: transferId, installationId, problems }: Transfer,
  now: Date,
): Promise<void> {
  if (!problems.some(({ code }) => code === "fiken.missing_after_posting")) return;
  await markGone(db, { installationId, transferId, kinds: DOCUMENT_POSTINGS, now });
}
