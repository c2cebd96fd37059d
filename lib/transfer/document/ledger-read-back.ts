import { randomUUID } from "node:crypto";
import { findLivePosting } from "@/db/queries/postings";
import { claimUnverified, countUnverified } from "@/db/queries/waiting-documents";
import type { EntityKind, Transfer } from "@/db/schema/transfers";
import type { Problem } from "@/lib/errors/catalog";
import { withoutOthers } from "@/lib/transfer/form/purchases-of-others";
import { CLAIM_MS, guardedByClaim } from "@/lib/transfer/turn/claim";
import type { DrainContext, TransferWork } from "@/lib/transfer/turn/context";
import {
  type DocumentKind,
  type DocumentRequest,
  documentRequestOf,
} from "@/lib/transfer/turn/document-request";
import { LEDGERS, type LedgerEntry, readFromEnd } from "@/lib/transfer/turn/ledger-list";
import { type Outcome, outcomeOf, stopped } from "@/lib/transfer/turn/outcome";
import type { Standing } from "@/lib/transfer/turn/post-once";
import { attachmentKeyOf } from "./attach-pdf";
import { verifyDocument } from "./verify-document";

/** As many as one page of Fiken's list can verify. */
const BATCH = 100;
/** Fewer are read one by one. */
const SMALLEST_BATCH = 3;
const READ_BACKS_PER_PAGE = 3;
/** What the list does not show is read by itself, but no drain spends its whole time on that. */
const MOST_SINGLE = 20;
const LONGEST_WAIT_MS = 60_000;
const LIST_LAG_MS = 2_000;

/** A document that others follow is read back with them. */
export function isReadBackLater(
  { known: { ahead, unverified } }: TransferWork,
  kind: DocumentKind,
  { request, made }: Standing<DocumentRequest>,
): boolean {
  const isListed = request.form === "sale" || request.form === "purchase";
  return made && isListed && (ahead[kind].isBacklog || unverified > 0);
}

/** How many wait to be read back; a full batch where one of them has waited too long. */
export async function countWaiting({ db, installationId, connection, now }: DrainContext) {
  const waiting = await countUnverified(db, { installationId, connectionId: connection.id });
  const waitedMs = waiting.oldest ? now().getTime() - waiting.oldest.getTime() : 0;
  return waitedMs > LONGEST_WAIT_MS ? Math.max(BATCH, waiting.count) : waiting.count;
}

export function isBatchFull({ known }: DrainContext): boolean {
  return known.unverified >= BATCH;
}

export type ReadBackTurn = { work: TransferWork; run: () => Promise<Outcome> };

/** Claims what waits to be read back. Fiken's lists are read once for all, when the first of them needs it. */
export async function claimReadBacks(context: DrainContext): Promise<ReadBackTurn[]> {
  const { db, installationId, connection, now } = context;
  const claim = randomUUID();
  const claimed = await claimUnverified(db, {
    ...{ installationId, connectionId: connection.id, claim },
    ...{ now: now(), leaseMs: CLAIM_MS, limit: BATCH },
  });
  const lists = new Map<EntityKind, Promise<LedgerEntry[]>>();
  const listOf = (kind: DocumentKind) => {
    const listed = lists.get(kind) ?? list(context, kind, claimed);
    lists.set(kind, listed);
    return listed;
  };
  let single = 0;
  const maySingle = () => single++ < MOST_SINGLE;
  return claimed.map((transfer) => {
    const work = guardedByClaim({ ...context, transfer, claim });
    return { work, run: () => readBack(work, { listOf, maySingle }) };
  });
}

/** The list of the days of those that were claimed, from its end, as far as it takes to find them all. */
async function list(
  { fiken }: DrainContext,
  kind: DocumentKind,
  claimed: Transfer[],
): Promise<LedgerEntry[]> {
  const wanted = claimed.filter((transfer) => transfer.kind === kind);
  const days = wanted.flatMap(({ documentDate }) => documentDate ?? []).sort();
  const [dateFrom, dateTo] = [days[0], days.at(-1)];
  if (wanted.length < SMALLEST_BATCH || !dateFrom || !dateTo) return [];
  const missing = new Set(wanted.map(({ fikenId }) => fikenId));
  const entries: LedgerEntry[] = [];
  await readFromEnd((page) => LEDGERS[kind].read(fiken, page, { dateFrom, dateTo }), {
    first: 0,
    mostPages: Math.ceil(wanted.length / READ_BACKS_PER_PAGE),
    take: ({ items }) => {
      entries.push(...items);
      for (const { id } of items) missing.delete(id);
      return missing.size === 0;
    },
  });
  return entries;
}

async function readBack(
  work: TransferWork,
  {
    listOf,
    maySingle,
  }: { listOf: (kind: DocumentKind) => Promise<LedgerEntry[]>; maySingle: () => boolean },
): Promise<Outcome> {
  const { transfer, now } = work;
  const standing = await findStanding(work);
  // Asked for again since it was read in Rackbeat: only a whole turn looks there.
  const isAskedAgain = transfer.requests > transfer.handledRequests;
  if (!standing || isAskedAgain) return { state: "pending", dueAt: now(), problems: [] };
  const attachments = await countAttached(work, standing);
  try {
    const entries = await listOf(sideOf(standing.request));
    const listed = entries.find(({ id }) => id === Number(standing.fikenId));
    const double = await doubleOf(work, standing, entries);
    if (double) return stopped([double]);
    if (listed?.isAsPosted(standing.request, attachments)) return { state: "verified" };
    // The list may lag behind: only the document itself tells what is different.
    if (!maySingle()) return { state: "posted", dueAt: new Date(now().getTime() + LIST_LAG_MS) };
    return await verifyDocument(work, standing, { attachments });
  } catch (error) {
    const { attempts, id: reference } = transfer;
    const outcome = outcomeOf(error, { attempts, now: now(), reference });
    if (outcome.state !== "pending") throw error;
    return { state: "posted", dueAt: outcome.dueAt };
  }
}

/** A person has entered the same document between our look and our posting: told, for one of the two has to go. */
async function doubleOf(
  work: TransferWork,
  { request, fikenId }: Standing<DocumentRequest>,
  entries: LedgerEntry[],
): Promise<Problem | null> {
  const alike = entries.filter(({ id, isTaken }) => id !== Number(fikenId) && isTaken(request));
  // A customer's invoice goes by Rackbeat's own number, which no other has.
  const doubles =
    request.form === "purchase"
      ? await withoutOthers(work, request, {
          fikenKind: request.form,
          rows: alike,
          idOf: ({ id }) => id,
        })
      : alike;
  const count = 1 + doubles.length;
  const { number } = request.voucher;
  return count > 1 ? { code: "fiken.several_documents", details: { number, count } } : null;
}

function sideOf({ form }: DocumentRequest): DocumentKind {
  return form === "purchase" ? "supplier_invoice" : "customer_invoice";
}

async function findStanding(work: TransferWork): Promise<Standing<DocumentRequest> | null> {
  const posting = await findPosting(work, work.transfer.kind, work.transfer.rackbeatKey);
  if (!posting?.fikenId) return null;
  return { fikenId: posting.fikenId, request: documentRequestOf(posting), made: false };
}

/** All steps are done, so a PDF that belongs to it has its posting. */
async function countAttached(
  work: TransferWork,
  standing: Standing<DocumentRequest>,
): Promise<number> {
  const key = attachmentKeyOf(work.transfer.kind, standing);
  return (await findPosting(work, "attachment", key)) ? 1 : 0;
}

function findPosting({ db, installationId, connection }: TransferWork, kind: string, key: string) {
  return findLivePosting(db, { installationId, connectionId: connection.id, kind, key });
}
