import { findLivePosting } from "@/db/queries/postings";
import { listOtherPostingsOfDay, type OtherPosting } from "@/db/queries/postings-of-day";
import { matchesPurchase } from "@/lib/bookkeeping/comparison/purchase-comparison";
import type { FikenPurchase } from "@/lib/fiken/schemas/purchases";
import { StillChecking, type TransferWork } from "@/lib/transfer/turn/context";
import { documentRequestOf, type RequestOf } from "@/lib/transfer/turn/document-request";
import { nullIfDeleted } from "@/lib/transfer/turn/null-if-missing";

type PurchaseLike = RequestOf<"purchase" | "purchase_draft">;

/** An intent that is older has its outcome by now, or waits for a person. */
const UNDER_WAY_MS = 5 * 60_000;
const LOOK_AGAIN_MS = 2_000;

/**
 * Those rows of Fiken's that stand for no other document of ours. What identifies a supplier's invoice may be the same
 * on many (a contact person's name, a heading), so a purchase like it need not be it. Throws StillChecking where
 * another of the same number is being posted: the row may be that one's.
 */
export async function withoutOthers<Row>(
  work: TransferWork,
  request: PurchaseLike,
  {
    fikenKind,
    rows,
    idOf,
  }: { fikenKind: PurchaseLike["form"]; rows: readonly Row[]; idOf: (row: Row) => number },
): Promise<Row[]> {
  if (rows.length === 0) return [];
  const others = await listOthers(work, request);
  const taken = new Set(others.flatMap((other) => idsAs(fikenKind, other)));
  const free = rows.filter((row) => !taken.has(idOf(row)));
  if (free.length > 0) await awaitOthersUnderWay(work, request, others);
  return free;
}

/** Leaves out as well what others' drafts have become that a person has approved since we looked last. */
export async function withoutApprovedOfOthers(
  work: TransferWork,
  request: PurchaseLike,
  purchases: readonly FikenPurchase[],
): Promise<FikenPurchase[]> {
  const free = [...purchases];
  if (free.length === 0) return free;
  for (const { lastSeen, request: json } of await listOthers(work, request)) {
    const other = documentRequestOf({ request: json });
    const draftId = lastSeen.fikenKind === "purchase_draft" ? lastSeen.fikenId : null;
    if (draftId === null || other.form !== "purchase_draft") continue;
    const { voucher, contactId } = other;
    const at = free.findIndex((purchase) => matchesPurchase(voucher, contactId, purchase));
    if (at === -1) continue;
    const draft = await nullIfDeleted(work.fiken.getPurchaseDraft(draftId));
    if (!draft) free.splice(at, 1);
  }
  return free;
}

function listOthers(
  { db, installationId, connection, transfer }: TransferWork,
  { contactId, voucher: { date: day } }: PurchaseLike,
): Promise<OtherPosting[]> {
  const { id: transferId, kind } = transfer;
  return listOtherPostingsOfDay(db, {
    ...{ installationId, connectionId: connection.id, transferId, kind, day, contactId },
  });
}

/** Ids of drafts and of purchases are series of their own. */
function idsAs(
  fikenKind: PurchaseLike["form"],
  { state, fikenId, request, lastSeen }: OtherPosting,
): number[] {
  if (fikenId === null) return [];
  // What was found may have been approved already: then it is a purchase, though a draft was asked for.
  const isOfKind = state === "adopted" || documentRequestOf({ request }).form === fikenKind;
  return [
    ...(isOfKind ? [Number(fikenId)] : []),
    ...(lastSeen.fikenId !== null && lastSeen.fikenKind === fikenKind ? [lastSeen.fikenId] : []),
  ];
}

/** The earlier intent goes first, so that two never wait for each other. */
async function awaitOthersUnderWay(
  work: TransferWork,
  { voucher: { identifier } }: PurchaseLike,
  others: readonly OtherPosting[],
): Promise<void> {
  const now = work.now().getTime();
  const underWay = others.filter(({ state, intentAt, request }) => {
    const { voucher } = documentRequestOf({ request });
    const isSameNumber = "identifier" in voucher && voucher.identifier === identifier;
    return state === "intent" && isSameNumber && now - intentAt.getTime() < UNDER_WAY_MS;
  });
  if (underWay.length === 0) return;
  const { db, installationId, connection, transfer } = work;
  const own = await findLivePosting(db, {
    ...{ installationId, connectionId: connection.id },
    ...{ kind: transfer.kind, key: transfer.rackbeatKey },
  });
  const ownIntentAt = own?.state === "intent" ? own.intentAt : null;
  const goesFirst = ({ intentAt }: OtherPosting) => ownIntentAt === null || intentAt < ownIntentAt;
  if (underWay.some(goesFirst)) throw new StillChecking(new Date(now + LOOK_AGAIN_MS));
}
