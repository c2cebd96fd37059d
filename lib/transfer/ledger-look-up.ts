import type { TransferWork } from "./context";
import { shift } from "./ledger-index";

/** A page shows a hundred sales: worth its request where it spares this many look-ups. */
const LOOK_UPS_PER_PAGE = 3;
/** Documents further apart are read in another batch: what lies between them would be read for nothing. */
const SPAN_DAYS = 31;

/**
 * Whether Fiken's list, read for a whole backlog at once, shows that nothing has the number. False where it does not
 * tell: then Fiken is asked about this one. Only for what was never posted: an unknown outcome asks Fiken itself.
 */
export async function isSurelyNotInLedger(
  work: TransferWork,
  { number, date }: { number: string; date: string },
): Promise<boolean> {
  const { ledger } = work.known;
  if (work.transfer.attempts > 0) return false;
  if (!ledger.covers(date, work.now())) await readAround(work, date);
  return ledger.covers(date, work.now()) && !ledger.has(number);
}

async function readAround(work: TransferWork, date: string): Promise<void> {
  const { ledger, salesAhead } = work.known;
  const now = work.now();
  if (!salesAhead.isBacklog || ledger.isGivenUp(now)) return;
  const near = (await salesAhead.days()).filter(
    (day) =>
      day >= shift(date, -SPAN_DAYS) && day <= shift(date, SPAN_DAYS) && !ledger.covers(day, now),
  );
  const days = [date, ...near].sort();
  await ledger.read(work.fiken, {
    from: days[0] ?? date,
    to: days.at(-1) ?? date,
    mostPages: Math.max(1, Math.floor(salesAhead.waiting / LOOK_UPS_PER_PAGE)),
    now,
  });
}
