import { randomUUID } from "node:crypto";
import { findLivePosting } from "@/db/queries/postings";
import { claimUnverified, countUnverified } from "@/db/queries/waiting-documents";
import { compareVoucherWithSale } from "@/lib/bookkeeping/ledger-comparison";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import { attachmentKeyOf } from "./attach-pdf";
import { CLAIM_MS } from "./claim";
import type { DrainContext, TransferWork } from "./context";
import type { DocumentRequest } from "./document-request";
import { type Outcome, outcomeOf } from "./outcome";
import type { Standing } from "./post-once";
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
  { known: { salesAhead, unverified } }: TransferWork,
  { request, made }: Standing<DocumentRequest>,
): boolean {
  return made && request.form === "sale" && (salesAhead.isBacklog || unverified > 0);
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

/** Claims what waits to be read back. Fiken's list is read once for all, when the first of them needs it. */
export async function claimReadBacks(context: DrainContext): Promise<ReadBackTurn[]> {
  const { db, installationId, connection, now } = context;
  const claim = randomUUID();
  const claimed = await claimUnverified(db, {
    ...{ installationId, connectionId: connection.id, claim },
    ...{ now: now(), leaseMs: CLAIM_MS, limit: BATCH },
  });
  const days = claimed.flatMap(({ documentDate }) => documentDate ?? []).sort();
  let listing: Promise<Map<number, FikenSale>> | undefined;
  const list = () => {
    listing ??= listSales(context, { days, count: claimed.length });
    return listing;
  };
  let single = 0;
  const maySingle = () => single++ < MOST_SINGLE;
  return claimed.map((transfer) => {
    const work = { ...context, transfer, claim };
    return { work, run: () => readBack(work, { list, maySingle }) };
  });
}

async function listSales(
  { known: { ledger }, fiken, now }: DrainContext,
  { days, count }: { days: string[]; count: number },
): Promise<Map<number, FikenSale>> {
  const [from, to] = [days[0], days.at(-1)];
  if (count < SMALLEST_BATCH || !from || !to || ledger.isGivenUp(now())) return new Map();
  const mostPages = Math.ceil(count / READ_BACKS_PER_PAGE);
  const sales = await ledger.read(fiken, { from, to, mostPages, now: now() });
  return new Map((sales ?? []).map((sale) => [sale.saleId, sale]));
}

async function readBack(
  work: TransferWork,
  { list, maySingle }: { list: () => Promise<Map<number, FikenSale>>; maySingle: () => boolean },
): Promise<Outcome> {
  const { transfer, now } = work;
  const standing = await findStandingSale(work);
  if (!standing) return { state: "pending", dueAt: now(), problems: [] };
  const attachments = await countAttached(work, standing);
  try {
    const sale = (await list()).get(Number(standing.fikenId));
    if (sale && isAsPosted(standing.request, sale, attachments)) return { state: "verified" };
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

function isAsPosted(request: DocumentRequest, sale: FikenSale, attachments: number): boolean {
  if (request.form !== "sale") return false;
  const expected = { contactId: request.contactId, attachments };
  return compareVoucherWithSale(request.voucher, expected, sale).length === 0;
}

async function findStandingSale(work: TransferWork): Promise<Standing<DocumentRequest> | null> {
  const posting = await findPosting(work, work.transfer.kind, work.transfer.rackbeatKey);
  if (!posting?.fikenId) return null;
  // Safe: the posting of a document is only ever written from a document's request.
  const request = posting.request as DocumentRequest;
  return { fikenId: posting.fikenId, request, made: false };
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
