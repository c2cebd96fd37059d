import { attachmentResult } from "./attachments";
import { type FikenApp, type FikenContext, rowOf } from "./http";
import { listOf } from "./lists";
import type { Transaction } from "./records";
import { notFound } from "./refusal";

/** The journal as it can be read: transactions, and their entries. */
export function journalRoutes(api: FikenApp): void {
  const stamps = {
    lastModified: (transaction: Transaction) => transaction.lastModifiedDate,
    createdDate: (transaction: Transaction) => transaction.createdDate,
  };
  api.get("/journalEntries", (c) =>
    listOf(c, c.get("books").journal.values(), (transaction) => entryResult(c, transaction), {
      day: { ...stamps, date: ({ date }) => date },
    }),
  );
  api.get("/journalEntries/:journalEntryId{\\d+}", (c) => c.json(entryResult(c, entryOf(c))));
  api.get("/journalEntries/:journalEntryId{\\d+}/attachments", (c) =>
    c.json(entryOf(c).attachments.map((file) => attachmentResult(c, file))),
  );
  api.get("/transactions", (c) =>
    listOf(c, c.get("books").journal.values(), (transaction) => transactionResult(c, transaction), {
      day: stamps,
    }),
  );
  api.get("/transactions/:transactionId{\\d+}", (c) =>
    c.json(
      transactionResult(c, rowOf(c, c.get("books").journal, "transactionId", "Transaksjonen")),
    ),
  );
}

function entryOf(c: FikenContext): Transaction {
  const asked = Number(c.req.param("journalEntryId"));
  for (const transaction of c.get("books").journal.values()) {
    if (transaction.journalEntryId === asked) return transaction;
  }
  throw notFound("Posteringen");
}

function transactionResult(c: FikenContext, transaction: Transaction): unknown {
  const { transactionId, createdDate, lastModifiedDate, description, type, deleted } = transaction;
  const entries = [entryResult(c, transaction)];
  return { transactionId, createdDate, lastModifiedDate, description, type, entries, deleted };
}

function entryResult(c: FikenContext, transaction: Transaction): unknown {
  const { journalEntryId, createdDate, lastModifiedDate, transactionId } = transaction;
  return {
    journalEntryId,
    createdDate,
    lastModifiedDate,
    transactionId,
    offsetTransactionId: transaction.offsetTransactionId,
    journalEntryNumber: transaction.number,
    description: transaction.description,
    date: transaction.date,
    lines: transaction.postings.map(({ account, amount, vatCode }) => ({
      amount: Math.abs(amount),
      account,
      vatCode,
      ...(amount > 0
        ? { debitAccount: account, ...(vatCode && { debitVatCode: Number(vatCode) }) }
        : { creditAccount: account, ...(vatCode && { creditVatCode: Number(vatCode) }) }),
      lastModifiedDate,
    })),
    attachments: transaction.attachments.map((file) => attachmentResult(c, file)),
  };
}
