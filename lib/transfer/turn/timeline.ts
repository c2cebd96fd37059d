import type { Database } from "@/db/client";
import { appendTransferEvents } from "@/db/queries/transfer-events";

/** What can happen to a transfer; worded per language under `timeline`. */
export type TimelineEvent =
  | "received"
  | "started"
  | "contact_found"
  | "contact_created"
  | "contact_updated"
  | "contact_chosen"
  | "product_found"
  | "product_created"
  | "product_updated"
  | "product_chosen"
  | "stock_updated"
  | "drift_found"
  | "looked_up"
  | "posting"
  | "posted"
  | "adopted"
  | "outcome_unknown"
  | "not_found_yet"
  | "posting_again"
  | "pdf_attached"
  | "verified"
  | "held"
  | "failed"
  | "waiting"
  | "released"
  | "looked_again"
  | "retry_requested"
  | "found_changed"
  | "found_deleted"
  | "kept"
  | "kept_deleted"
  | "reverse_requested"
  | "reversed"
  | "unchanged"
  | "excluded"
  | "skipped"
  | "skip_taken_back";

type Scene = {
  db: Database;
  installationId: string;
  transfer: { id: string };
  now: () => Date;
};

/** Adds to the transfer's timeline. `db` may be the transaction whose effect the event tells. */
export async function tell(
  { db, installationId, transfer, now }: Scene,
  event: TimelineEvent,
  details: Record<string, string | number | null> = {},
): Promise<void> {
  await appendTransferEvents(db, [
    { installationId, transferId: transfer.id, at: now(), event, details },
  ]);
}
