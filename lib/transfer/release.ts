import type { Database } from "@/db/client";
import { markGone } from "@/db/queries/postings";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { releaseTransfers, requeueTransfer } from "@/db/queries/transfers";
import type { ProblemCode } from "@/lib/errors/catalog";

/** What each change by a person may have cured. The drain looks again, and holds again what is not cured. */
const CURED_BY = {
  mapping: [
    "mapping.group_unmapped",
    "mapping.default_unmapped",
    "mapping.vat_unmapped",
    "fiken.account_refused",
  ],
  connection: [
    "fiken.grant_revoked",
    "fiken.not_connected",
    "fiken.api_module_missing",
    "rackbeat.token_dead",
  ],
  settings: ["document.price_too_precise", "fiken.number_series_missing"],
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

/** What is gone with a document that a person has deleted in Fiken. */
const DOCUMENT_POSTINGS = ["customer_invoice", "issued_invoice"] as const;

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
    if (transfer.problems.some(({ code }) => code === "fiken.missing_after_posting")) {
      await markGone(tx, { installationId, transferId, kinds: DOCUMENT_POSTINGS, now });
    }
    await appendTransferEvents(tx, [
      { installationId, transferId, at: now, event: "retry_requested", details: {} },
    ]);
    return true;
  });
}
