import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentKind } from "@/lib/transfer/turn/document-request";

/** A page shows a hundred documents: worth its request where it spares this many look-ups. */
const LOOK_UPS_PER_PAGE = 3;

/**
 * Whether Fiken's list, read for a whole backlog at once, shows that nothing has the number. False where it does not
 * tell: then Fiken is asked about this one. Only for what was never posted: an unknown outcome asks Fiken itself.
 */
export async function isSurelyNotInLedger(
  work: TransferWork,
  kind: DocumentKind,
  { number, date: day }: { number: string; date: string },
): Promise<boolean> {
  const ledger = work.known.ledgers[kind];
  const ahead = work.known.ahead[kind];
  if (work.transfer.attempts > 0) return false;
  if (!ledger.isFresh(day, work.now()) && ahead.isBacklog) {
    const mostPages = Math.floor(ahead.waiting / LOOK_UPS_PER_PAGE);
    await ledger.refresh(work.fiken, { day, mostPages, now: work.now() });
  }
  return ledger.isFresh(day, work.now()) && !ledger.has(number);
}
