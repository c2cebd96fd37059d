import type { Voucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenSaleDraft } from "@/lib/fiken/schemas/sale-drafts";
import {
  type Difference,
  differ,
  differInAttachments,
  differInLines,
  draftLines,
  type Expected,
  type LedgerLine,
  total,
} from "./difference";

/** What a document in Fiken shows of itself beside number and lines, whatever it calls it there. */
type Shown = {
  date: string | null;
  dueDate: string | null;
  /** The customer or the supplier. */
  party: { contactId: number } | null;
  /** Null: NOK. */
  currency: string | null;
};

export function differInHead(
  voucher: Voucher,
  { contactId }: Pick<Expected, "contactId">,
  { date, dueDate, party, currency }: Shown,
): Difference[] {
  return [
    ...differ("date", voucher.date, date),
    ...differ("dueDate", voucher.dueDate, dueDate),
    ...differ("contactId", contactId, party?.contactId ?? null),
    ...differ("currency", voucher.currency, currency ?? "NOK"),
  ];
}

/** Same contact, day, currency, net and VAT: found by its number, it is the voucher. Texts and accounts do not count. */
export function isSameBooking(
  voucher: Voucher,
  contactId: number,
  { date, party, currency }: Omit<Shown, "dueDate">,
  lines: LedgerLine[],
): boolean {
  return (
    party?.contactId === contactId &&
    date === voucher.date &&
    (currency ?? "NOK") === voucher.currency &&
    total(lines, "netMinor") === voucher.netMinor &&
    total(lines, "vatMinor") === voucher.vatMinor
  );
}

/** Fiken answers drafts of sales and of purchases alike. */
type Draft = FikenSaleDraft;

/** A draft against its voucher, to the øre. `numbered`: what differs in its number. */
export function differInDraft(
  voucher: Voucher,
  expected: Expected,
  draft: Draft,
  numbered: Difference[],
): Difference[] {
  return [
    ...differ("cash", false, draft.cash),
    ...differ("paid", false, draft.paid),
    ...numbered,
    ...differInHead(voucher, expected, shownBy(draft)),
    ...differInLines(voucher, draftLines(draft.lines)),
    ...differInAttachments(expected, draft.attachments),
  ];
}

/** Whether a draft found by scanning is the voucher's with that number. */
export function isSameDraft(
  voucher: Voucher,
  contactId: number,
  draft: Draft,
  number: string,
): boolean {
  return (
    !draft.cash &&
    draft.invoiceNumber === number &&
    isSameBooking(voucher, contactId, shownBy(draft), draftLines(draft.lines))
  );
}

function shownBy({ invoiceIssueDate, dueDate, contact, currency }: Draft): Shown {
  return { date: invoiceIssueDate, dueDate, party: contact, currency };
}
