import { LIVE_STATES, type Posting } from "@/db/schema/postings";
import type { Voucher } from "@/lib/bookkeeping/voucher/voucher";
import { documentRequestOf } from "@/lib/transfer/turn/document-request";

const LIVE: readonly Posting["state"][] = LIVE_STATES;

/** What was sent of a document, by the posting that stands or may stand in Fiken; null where none does. */
export function standingVoucherOf(postings: readonly Posting[]): Voucher | null {
  const posting = postings.findLast(
    ({ kind, state }) => isOfDocument(kind) && LIVE.includes(state),
  );
  return posting ? documentRequestOf(posting).voucher : null;
}

function isOfDocument(kind: string): boolean {
  return kind === "customer_invoice" || kind === "supplier_invoice";
}
