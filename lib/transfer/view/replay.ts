import type { Database } from "@/db/client";
import { listPostings } from "@/db/queries/postings";
import { findTransfer } from "@/db/queries/transfers";
import { changesBetween, type VoucherChange } from "@/lib/bookkeeping/voucher/voucher-changes";
import { type PreviewedDocument, previewDocument } from "./preview";
import { openPreview } from "./preview-context";
import { standingVoucherOf } from "./standing-voucher";

export type Replay = {
  today: PreviewedDocument;
  /** Against what was sent; null where nothing stands in Fiken, or nothing can be booked today. */
  changes: VoucherChange[] | null;
};

/**
 * The document as it is now in Rackbeat, by the mapping of now, against what was sent of it. Writes nothing anywhere.
 * Null: there is no such transfer, or it is of no document. Throws `rackbeat.not_found`.
 */
export async function replayTransfer(
  db: Database,
  key: { installationId: string; transferId: string },
): Promise<Replay | null> {
  const transfer = await findTransfer(db, key);
  if (transfer?.kind !== "customer_invoice" && transfer?.kind !== "supplier_invoice") return null;
  const document = { kind: transfer.kind, number: transfer.rackbeatKey };
  const today = await previewDocument(await openPreview(db, key), document);
  const sent = standingVoucherOf(await listPostings(db, key));
  const changes = sent && today.booked ? changesBetween(sent, today.booked.voucher) : null;
  return { today, changes };
}
