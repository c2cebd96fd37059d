import type { PostedDocument } from "@/db/queries/reconciled-transfers";
import type { RackbeatEntryRow } from "@/db/queries/reconciliation-entries";
import type { TransferState } from "@/db/schema/transfers";
import type { RackbeatEntry } from "@/lib/bookkeeping/comparison/reconciliation";
import { DELETED, UNBOOKED } from "@/lib/bookkeeping/document/fingerprint";
import type { Problem } from "@/lib/errors/catalog";

/** What the user has not decided on yet. */
const ASKED: ReadonlySet<Problem["code"]> = new Set([
  "document.changed_after_transfer",
  "document.unbooked_after_transfer",
  "document.deleted_after_transfer",
] as const);
const WAITING: ReadonlySet<TransferState> = new Set(["held", "failed"]);
const LEFT_OUT: ReadonlySet<TransferState> = new Set(["excluded", "skipped"]);

/**
 * What has to stand in Fiken of a document that the user has kept there although Rackbeat has it otherwise: what was
 * posted. Null: it was not kept.
 */
export function keptFigures(
  transfer: PostedDocument | undefined,
): Omit<RackbeatEntry, "kind" | "fikenId"> | null {
  if (!transfer || LEFT_OUT.has(transfer.state) || isAskedAbout(transfer)) return null;
  const { contentHash, identifier, vatMinor, fikenKind, documentDate, posted } = transfer;
  const { fingerprint, currency, grossMinor, contactId } = posted;
  if (contentHash === null || fingerprint === null || contentHash === fingerprint) return null;
  const number = identifier ?? posted.number;
  // A reversal has no date of its own in Fiken: the transfer's stands for it there too.
  const date = fikenKind === "sale_reversal" ? documentDate : posted.date;
  if (number === null || date === null || currency === null || grossMinor === null) return null;
  return { number, date, currency, grossMinor, vatMinor, contactId };
}

/** Kept although it is no longer booked in Rackbeat, or no longer there: whoever kept it as a draft keeps it as nothing. */
export function isKeptAsNothing(transfer: PostedDocument | undefined): boolean {
  return transfer?.contentHash === UNBOOKED || transfer?.contentHash === DELETED;
}

/** Whether Rackbeat has it otherwise than its transfer has seen it last: another date or amount, or booked again. */
export function isOtherThanSeen(
  { figures: { date, currency, grossMinor } }: RackbeatEntryRow,
  transfer: PostedDocument,
): boolean {
  const recorded = Math.abs(transfer.totalMinor ?? 0);
  return (
    isKeptAsNothing(transfer) ||
    transfer.documentDate !== date ||
    transfer.currency !== currency ||
    // The screens' amount keeps the sign that Rackbeat shows.
    recorded !== Math.abs(grossMinor)
  );
}

function isAskedAbout({ state, problems }: PostedDocument): boolean {
  return WAITING.has(state) && problems.some(({ code }) => ASKED.has(code));
}
