import type { Database } from "@/db/client";
import { ensureBinding } from "@/db/queries/bindings";
import { findLivePosting, markAdopted } from "@/db/queries/postings";
import { releaseTransfersOfCause } from "@/db/queries/transfer-causes";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { findTransfer } from "@/db/queries/transfers";
import { causeKey } from "@/lib/errors/catalog";

type Choice = { installationId: string; transferId: string; fikenId: number; now?: Date };

/**
 * A person's choice among several products in Fiken that have the item's number. Binds the pair and puts back in
 * line all that waited for it. False: there is no such transfer, it waits for no choice, or not for this one.
 */
export async function chooseProduct(
  db: Database,
  { installationId, transferId, fikenId, now = new Date() }: Choice,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const transfer = await findTransfer(tx, { installationId, transferId });
    const question = transfer?.problems.find(({ code }) => code === "item.several_matches");
    if (transfer?.state !== "held" || question?.code !== "item.several_matches") return false;
    const { number, candidates } = question.details;
    if (!candidates.split(", ").includes(String(fikenId))) return false;

    const { connectionId } = transfer;
    const kind = transfer.kind === "lot" ? "lot" : "product";
    const pair = { installationId, connectionId, kind, rackbeatKey: number, fikenId } as const;
    if (!(await ensureBinding(tx, pair))) return false;
    // An answer that was lost has its outcome now: one of the candidates is what was made.
    const write = { installationId, connectionId, kind: "product", key: number };
    const live = await findLivePosting(tx, write);
    if (live?.state === "intent") {
      const posting = { installationId, postingId: live.id };
      await markAdopted(tx, { ...posting, fikenId: String(fikenId), now });
    }
    const released = await releaseTransfersOfCause(tx, {
      ...{ installationId, causeKey: causeKey(question), now },
    });
    const at = { installationId, at: now, details: { productId: fikenId } };
    await appendTransferEvents(tx, [
      { ...at, transferId, event: "product_chosen" },
      ...released.map(({ id }) => ({ ...at, transferId: id, event: "released" })),
    ]);
    return true;
  });
}
