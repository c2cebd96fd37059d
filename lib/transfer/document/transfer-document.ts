import { findLivePosting } from "@/db/queries/postings";
import type { Posting } from "@/db/schema/postings";
import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import { isCredit, type RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import { type Seen, seenOf } from "@/lib/bookkeeping/voucher/unchanged";
import { AppError } from "@/lib/errors/app-error";
import { toMinor } from "@/lib/money";
import { parseMoment } from "@/lib/rackbeat/moments";
import { rulesOf } from "@/lib/transfer/form/document-forms";
import { mendContact } from "@/lib/transfer/party/bound-contact";
import type { Party } from "@/lib/transfer/party/party-contact";
import { recordProgress } from "@/lib/transfer/turn/claim";
import { StillChecking, type TransferWork } from "@/lib/transfer/turn/context";
import { type DocumentRequest, documentRequestOf } from "@/lib/transfer/turn/document-request";
import type { DocumentSide, Prepared } from "@/lib/transfer/turn/document-side";
import { type ExclusionReason, type Outcome, stopped } from "@/lib/transfer/turn/outcome";
import { postOnce, type Standing } from "@/lib/transfer/turn/post-once";
import { groupsOf } from "@/lib/transfer/turn/recorded-groups";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { tell } from "@/lib/transfer/turn/timeline";
import { attachPdf, type PdfSource } from "./attach-pdf";
import { changeOf, isAsSent, isSettled, reverse } from "./changed-document";
import { isDocumentGone, isKeptAtRest, isKnownAsBooked, settleDeletion } from "./deleted-document";
import { issueDraft } from "./issue-draft";
import { isReadBackLater } from "./ledger-read-back";
import { requireItemGroups } from "./read-document";
import { verifyDocument } from "./verify-document";

/**
 * One turn on one document, from wherever the last turn ended: read it, contact, post once, PDF, read back.
 * Everything that has happened stands in the database, so a turn may die at any instant and be taken again.
 */
export async function transferDocument<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
): Promise<Outcome> {
  const document = await readDocument(work, side);
  if (document === "gone") return settleGone(work, side);
  if (document === "never_booked") return { state: "excluded", reason: "deleted" };
  await recordDocument(work, side, document);
  const live = await findOwnPosting(work, side, document);
  const reason = live ? null : reasonToExclude(work, side, document);
  if (reason) return { state: "excluded", reason };

  const sent = live && documentRequestOf(live);
  const seen = seenOf(document, side.identifierOf?.(work, document, sent));
  if (sent && isSettled(work, sent, seen)) return { state: "verified" };

  const pdf = startPdf(work, side, document, sent);
  const prepared = live ? null : await prepareAnew(work, side, seen);
  if (prepared && !prepared.ok) return stopped(prepared.problems);
  if (prepared?.value.kind === "excluded") {
    return { state: "excluded", reason: prepared.value.reason };
  }
  const request = prepared?.value.request ?? null;
  const standing = await postDocument(work, side, document, request).catch(
    async (error: unknown) => {
      if (request && isRefused(error) && (await mendContact(work, partyOf(request)))) {
        // Round again from the start, with the contact as it is now.
        throw new StillChecking(work.now(), { cause: error });
      }
      throw error;
    },
  );
  await recordPosted(work, standing);
  if (!isAsSent(work, standing.request, seen)) return settleChange(work, side, { standing, seen });
  if (work.transfer.reverseAskedAt) await recordProgress(work, { reverseAskedAt: null });
  if (pdf) await attachPdf(work, standing, pdf);
  await issueDraft(work, standing);
  if (isReadBackLater(work, side.kind, standing)) return { state: "posted", dueAt: work.now() };
  return verifyDocument(work, standing, { attachments: pdf ? 1 : 0 });
}

/**
 * Not in Rackbeat any more: `gone` where it stands, or may stand, in Fiken; `never_booked` where we know of no booking
 * of it, as of a draft that was thrown away. One that was booked and is not there may be a mistake: that is told.
 */
async function readDocument<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
): Promise<Document | "gone" | "never_booked"> {
  try {
    return await work.known.ahead[side.kind].read(work, side);
  } catch (error) {
    const number = work.transfer.rackbeatKey;
    if (!isDocumentGone(error, work.transfer)) throw error;
    if (await findOwnPosting(work, side, { number })) return "gone";
    if (await isKnownAsBooked(work)) throw error;
    return "never_booked";
  }
}

async function settleGone<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
): Promise<Outcome> {
  if (isKeptAtRest(work)) return { state: "verified" };
  const standing = await postDocument(work, side, { number: work.transfer.rackbeatKey }, null);
  await recordPosted(work, standing);
  return settleDeletion(work, standing);
}

/** What the status page shows of the document; also of one that is held. A credit note's amounts are negative. */
async function recordDocument<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
  document: Document,
): Promise<void> {
  const sign = isCredit(document) ? -1 : 1;
  const shown = (minor: number) => (sign < 0 ? -Math.abs(minor) : minor);
  const net = toMinor(document.total_subtotal);
  const total = toMinor(document.total_total);
  await recordProgress(work, {
    partyName: side.partyNameOf(document),
    documentDate: side.dateOf(document),
    bookedAt: document.booked_at ? parseMoment(document.booked_at) : null,
    currency: document.currency,
    totalMinor: shown(total),
    productGroups: groupsOf(document.lines),
    vatMinor: shown(document.total_vat === null ? total - net : toMinor(document.total_vat)),
  });
}

function findOwnPosting<Document extends RackbeatDocument>(
  { db, installationId, connection }: TransferWork,
  { kind }: DocumentSide<Document>,
  { number }: { number: string },
): Promise<Posting | null> {
  const write = { installationId, connectionId: connection.id, kind, key: number };
  return findLivePosting(db, write);
}

/** Of a document that does not stand in Fiken. */
function reasonToExclude<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
  document: Document,
): ExclusionReason | null {
  const { startDate } = work.settings;
  if (!isSwitchedOn(side.kind, work.settings)) return "switched_off";
  if (!document.is_booked) return "not_booked";
  const date = side.dateOf(document);
  return startDate !== null && date !== null && date < startDate ? "before_start" : null;
}

/** What is to be sent. An item that is gone is a problem only here: its group decides the account. */
async function prepareAnew<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
  { document, fingerprint }: Seen<Document>,
): Promise<Mapped<Prepared>> {
  if (!fingerprint.ok) return fingerprint;
  const grouped = await requireItemGroups(work, document);
  return grouped.ok ? side.prepare(work, grouped.value, fingerprint.value) : grouped;
}

/** Fetched from Rackbeat while Fiken is asked; a failure shows where the PDF is needed. */
function startPdf<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
  document: Document,
  sent: DocumentRequest | null,
): PdfSource | null {
  const isCarried = sent ? rulesOf(sent).pdfOwner !== null : side.carriesPdf(work);
  if (!work.settings.attachPdf || !isCarried) return null;
  const bytes = work.known.ahead[side.kind].pdf(work, side);
  bytes.catch(() => undefined);
  return { filename: side.filenameOf(document), bytes };
}

/** What stands in Fiken already keeps its form, whatever the settings have become since. */
async function postDocument<Document extends RackbeatDocument>(
  work: TransferWork,
  { kind }: DocumentSide<Document>,
  { number }: { number: string },
  request: DocumentRequest | null,
): Promise<Standing<DocumentRequest>> {
  return postOnce<DocumentRequest>(work, {
    kind,
    key: number,
    request,
    lookUpFirst: true,
    lookUp: async (sent, isPosted) => {
      const { lookUp, isSurelyAbsent } = rulesOf(sent);
      const isAbsent = !isPosted && (await isSurelyAbsent?.(work, sent));
      const found = isAbsent ? [] : await lookUp(work, sent);
      await tell(work, "looked_up", { found: found.length });
      return found;
    },
    post: async (sent) => {
      const fikenId = await rulesOf(sent).post(work, sent);
      await tell(work, "posted", { kind: sent.form, fikenId });
      return fikenId;
    },
  });
}

function isRefused(error: unknown): boolean {
  return error instanceof AppError && error.problem.code === "fiken.refused";
}

function partyOf({ voucher }: DocumentRequest): Party {
  return "customerNumber" in voucher
    ? { role: "customer", number: voucher.customerNumber }
    : { role: "supplier", number: voucher.supplierNumber };
}

async function recordPosted(
  work: TransferWork,
  { fikenId, request, made }: Standing<DocumentRequest>,
): Promise<void> {
  const { contentHash, postedAt } = work.transfer;
  await recordProgress(work, {
    state: "posted",
    // What the user has kept as it is stays kept.
    contentHash: made ? request.fingerprint : (contentHash ?? request.fingerprint),
    fikenKind: request.form,
    fikenId: Number(fikenId),
    postedAt: postedAt ?? work.now(),
  });
}

/** The ledger is not rewritten by itself: held, until the user keeps it or has it reversed and posted anew. */
async function settleChange<Document extends RackbeatDocument>(
  work: TransferWork,
  side: DocumentSide<Document>,
  { standing, seen }: { standing: Standing<DocumentRequest>; seen: Seen<Document> },
): Promise<Outcome> {
  const change = changeOf(standing, seen);
  if (!work.transfer.reverseAskedAt) return stopped([change]);
  // What cannot be posted anew is not reversed either.
  const anew = seen.document.is_booked ? await prepareAnew(work, side, seen) : seen.fingerprint;
  if (!anew.ok) return stopped([change, ...anew.problems]);
  const problem = await reverse(work, standing);
  if (problem) return stopped([change, problem]);
  const transfer = { ...work.transfer, ...{ contentHash: null, verifiedAt: null, postedAt: null } };
  return transferDocument({ ...work, transfer: { ...transfer, reverseAskedAt: null } }, side);
}
