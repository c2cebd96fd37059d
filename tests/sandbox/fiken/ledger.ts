import type { Attachment, BookedLine, Posting, Transaction } from "./records";
import { type Direction, requireVatType } from "./vat-rules";
import { vatOf } from "./vat-types";
import type { Books } from "./world";

export type Voucher = {
  date: string;
  description: string;
  type: string;
  postings: Posting[];
  attachments?: Attachment[];
};

/** Books a voucher (*bilag*). Throws when it does not balance: that would be this sandbox's own error. */
export function post(books: Books, voucher: Voucher): Transaction {
  const postings = voucher.postings.filter(({ amount }) => amount !== 0);
  const sum = postings.reduce((total, { amount }) => total + amount, 0);
  const unknown = postings.find(({ account }) => !books.hasAccount(account));
  if (sum !== 0 || !postings.every(({ amount }) => Number.isSafeInteger(amount)) || unknown) {
    throw new Error(`The sandbox made a voucher out of balance: ${JSON.stringify(voucher)}`);
  }
  const transaction: Transaction = {
    ...books.stamps(),
    transactionId: books.world.nextId(),
    journalEntryId: books.world.nextId(),
    number: books.journal.size + 1,
    date: voucher.date,
    description: voucher.description,
    type: voucher.type,
    postings,
    attachments: voucher.attachments ?? [],
    deleted: false,
  };
  books.journal.set(transaction.transactionId, transaction);
  return transaction;
}

/** Nulls a transaction out with its mirror image on the same day; both stay in the journal. */
export function reverse(books: Books, transactionId: number, description: string): Transaction {
  const original = books.journal.get(transactionId);
  if (!original) throw new Error(`The sandbox has no transaction ${transactionId}`);
  const reversal = post(books, {
    date: original.date,
    description: `Sletting av bilag ${original.number}: ${description}`,
    type: "Reversal",
    postings: original.postings.map((posting) => ({ ...posting, amount: -posting.amount })),
    attachments: original.attachments,
  });
  original.deleted = true;
  original.lastModifiedDate = books.world.today();
  original.offsetTransactionId = reversal.transactionId;
  reversal.offsetTransactionId = original.transactionId;
  return reversal;
}

/** The postings of a sale's or purchase's lines, and of their sum on `against`: a ledger or a bank account. */
export function postingsOf(direction: Direction, lines: BookedLine[], against: string): Posting[] {
  const debit = direction === "purchase" ? 1 : -1;
  const gross = lines.reduce((sum, line) => sum + line.netPrice + line.vat, 0);
  return [
    ...lines.flatMap((line) => linePostings(direction, line, debit)),
    { account: against, amount: -debit * gross },
  ];
}

function linePostings(direction: Direction, line: BookedLine, debit: number): Posting[] {
  const type = requireVatType(direction, line.vatType);
  const postings: Posting[] = [
    { account: line.account, amount: debit * line.netPrice, vatCode: type.code },
    { account: type.account ?? line.account, amount: debit * line.vat },
  ];
  if (!type.selfAssessed) return postings;
  const owed = vatOf(line.netPrice, type.selfAssessed.basisPoints);
  const deductedOn = type.selfAssessed.deductible ? "2714" : line.account;
  return [
    ...postings,
    { account: deductedOn, amount: debit * owed },
    { account: "2704", amount: -debit * owed },
  ];
}

/** What stands on an account at the end of a day; debit positive. */
export function balanceOf(books: Books, account: string, day: string): number {
  let balance = 0;
  for (const { date, postings } of books.journal.values()) {
    if (date > day) continue;
    for (const posting of postings) if (posting.account === account) balance += posting.amount;
  }
  return balance;
}
