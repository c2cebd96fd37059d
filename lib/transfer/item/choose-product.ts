import type { Database } from "@/db/client";
import { ensureBinding } from "@/db/queries/bindings";
import { findLivePosting, markAdopted } from "@/db/queries/postings";
import { findTransfer } from "@/db/queries/transfers";
import type { Transfer } from "@/db/schema/transfers";
import { openFikenCompany } from "@/lib/connection/open-fiken-company";
import type { Problem } from "@/lib/errors/catalog";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import { releaseChosen } from "@/lib/transfer/hold/release-chosen";

type TransferKey = { installationId: string; transferId: string };
type Choice = TransferKey & { fikenId: number; now?: Date };

/**
 * What a person chooses among, as it stands in Fiken now: what was renumbered or deleted there meanwhile is not among
 * it. Null: there is no such transfer, or it waits for no choice. One request to Fiken.
 */
export async function listProductCandidates(
  db: Database,
  { installationId, transferId }: TransferKey,
): Promise<{ transfer: Transfer; number: string; products: FikenProduct[] } | null> {
  const transfer = await findTransfer(db, { installationId, transferId });
  const question = questionOf(transfer);
  if (!transfer || !question) return null;
  const { number } = question.details;
  const { connectionId } = transfer;
  const fiken = await openFikenCompany(db, { installationId, connectionId });
  const found = await fiken.findProducts(number);
  const products = found.filter(({ productId }) => isCandidate(question, productId));
  return { transfer, number, products };
}

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
    const question = questionOf(transfer);
    if (!transfer || !question || !isCandidate(question, fikenId)) return false;

    const { number } = question.details;
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
    const details = { productId: fikenId };
    const answer = { installationId, transferId, question, details, now };
    await releaseChosen(tx, { ...answer, event: "product_chosen" });
    return true;
  });
}

type Question = Extract<Problem, { code: "item.several_matches" }>;

function questionOf(transfer: Transfer | null): Question | null {
  if (transfer?.state !== "held") return null;
  return transfer.problems.find((problem) => problem.code === "item.several_matches") ?? null;
}

function isCandidate({ details: { candidates } }: Question, fikenId: number): boolean {
  return candidates.split(", ").includes(String(fikenId));
}
