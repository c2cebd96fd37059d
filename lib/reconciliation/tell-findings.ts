import {
  type PostedDocument,
  requeueMended,
  stopVerifiedTransfer,
} from "@/db/queries/reconciled-transfers";
import type { RackbeatEntryRow } from "@/db/queries/reconciliation-entries";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { requestTransfers } from "@/db/queries/transfers";
import type { ReconciliationResult } from "@/db/schema/reconciliations";
import { differencesText } from "@/lib/bookkeeping/comparison/difference";
import type { Problem } from "@/lib/errors/catalog";
import type { Finding } from "./compare";
import { connectedOf, type DocumentKind, type ReconciliationContext } from "./context";
import { isOtherThanSeen } from "./kept";

const AS_IT_SHOULD_BE: ReadonlySet<ReconciliationResult> = new Set(["equal", "draft", "kept"]);

/** Events of the timeline (`lib/transfer/turn/timeline.ts`) by which a reconciliation stops a transfer. */
const FOUND = { changed: "found_changed", deleted: "found_deleted" } as const;

/**
 * Tells a transfer's timeline, and makes it a task, that its document was deleted or changed in Fiken. What has changed
 * in Rackbeat or is gone there, or was never heard of, is asked for; what is as it should be again goes on. `context.db` is the
 * transaction that the result is written in.
 */
export async function tellFindings(
  context: ReconciliationContext,
  kind: DocumentKind,
  findings: readonly Finding[],
): Promise<void> {
  const toRequest: string[] = [];
  for (const finding of findings) {
    const { row, rackbeat, transfer } = finding;
    if (AS_IT_SHOULD_BE.has(row.result)) await goOn(context, finding);
    if (!isTransferable(context)) continue;
    if (row.result === "missing" && rackbeat && !transfer) toRequest.push(rackbeat.key);
    // Ours, and not booked in Rackbeat any more: no list of Rackbeat's tells of what was deleted.
    if (row.result === "extra" && transfer?.state === "verified") {
      toRequest.push(transfer.rackbeatKey);
    }
    if (row.result !== "changed" && row.result !== "deleted") continue;
    if (rackbeat && hasMoved(rackbeat, transfer)) toRequest.push(rackbeat.key);
    else await stop(context, finding, row.result);
  }
  await request(context, kind, toRequest);
}

function isTransferable({ settings }: ReconciliationContext): boolean {
  return settings.liveAt !== null;
}

/** Changed in Rackbeat since it was verified: that is for the transfer itself to tell. */
function hasMoved(rackbeat: RackbeatEntryRow, transfer: PostedDocument | null): boolean {
  return transfer?.state === "verified" && isOtherThanSeen(rackbeat, transfer);
}

async function stop(
  { db, installationId, now }: ReconciliationContext,
  { row, transfer }: Finding,
  result: keyof typeof FOUND,
): Promise<void> {
  if (!transfer) return;
  const key = { installationId, transferId: transfer.id };
  if (!(await stopVerifiedTransfer(db, { ...key, problem: problemOf(row, transfer, result) })))
    return;
  const { fikenId } = row;
  const details =
    result === "changed" ? { differences: differencesText(row.differences) } : { fikenId };
  await appendTransferEvents(db, [{ ...key, at: now(), event: FOUND[result], details }]);
}

function problemOf(
  { fikenId, differences, currency }: Finding["row"],
  { rackbeatKey: number }: PostedDocument,
  result: keyof typeof FOUND,
) {
  const problem: Problem =
    result === "deleted"
      ? {
          code: "fiken.missing_after_posting",
          details: { number, fikenId: String(fikenId ?? "") },
        }
      : {
          code: "fiken.differs",
          details: {
            ...{ number, differences: differencesText(differences) },
            ...(currency && { currency }),
          },
        };
  return problem;
}

async function goOn(
  { db, installationId, now }: ReconciliationContext,
  { transfer }: Finding,
): Promise<void> {
  if (transfer?.state !== "failed") return;
  const key = { installationId, transferId: transfer.id };
  const toldAs = Object.values(FOUND);
  if (!(await requeueMended(db, { ...key, toldAs, now: now() }))) return;
  await appendTransferEvents(db, [
    { ...key, at: now(), event: "released", details: { curedBy: "reconciliation" } },
  ]);
}

async function request(
  context: ReconciliationContext,
  kind: DocumentKind,
  rackbeatKeys: readonly string[],
): Promise<void> {
  const { db, installationId, now } = context;
  const at = now();
  const requested = await requestTransfers(db, {
    ...{ ...connectedOf(context), kind, rackbeatKeys, now: at },
  });
  const unheard = requested.filter(({ requests }) => requests === 1);
  await appendTransferEvents(
    db,
    unheard.map(({ id: transferId }) => ({
      ...{ installationId, transferId, at, event: "received" },
      details: { by: "reconciliation" },
    })),
  );
}
