import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { clearWake } from "@/db/queries/lanes";
import {
  claimDueTransfers,
  findNextDueAt,
  renewClaim,
  settleTransfer,
} from "@/db/queries/transfers";
import type { EntityKind, Transfer } from "@/db/schema/transfers";
import { log } from "@/lib/log";
import { ClaimLost, type DrainContext, type TransferWork } from "./context";
import { openDrain } from "./open-drain";
import { type Outcome, outcomeOf } from "./outcome";
import { tell } from "./timeline";
import { transferCustomerInvoice } from "./transfer-customer-invoice";

/** Longer than one request to Fiken may take; renewed before each write. */
const CLAIM_MS = 45_000;

/** How each kind of entity is transferred. A kind that is not here is not accepted either. */
const TRANSFER_BY_KIND: Partial<Record<EntityKind, (work: TransferWork) => Promise<Outcome>>> = {
  customer_invoice: transferCustomerInvoice,
};

export type DrainResult = {
  /** The time budget ran out before the work did. */
  more: boolean;
  /** Until the next transfer is due; null where none waits. */
  waitMs: number | null;
};

/**
 * Works through what is due for an installation, one transfer after another in dependency order, for about
 * `budgetMs`. Safe to run twice at once, and to die at any instant: claims run out and are taken again.
 */
export async function drain(
  db: Database,
  {
    installationId,
    budgetMs,
    now = () => new Date(),
  }: { installationId: string; budgetMs: number; now?: () => Date },
): Promise<DrainResult> {
  const context = await openDrain(db, { installationId, now });
  if (!context) return { more: false, waitMs: null };
  // Cleared before looking: what arrives from here on sends its own wake-up.
  await clearWake(db, { installationId, grantId: context.connection.grantId });

  const endsAt = now().getTime() + budgetMs;
  while (now().getTime() < endsAt) {
    const transfer = await claimNext(context);
    if (!transfer) return { more: false, waitMs: await timeToNext(context) };
    await work(context, transfer);
  }
  return { more: true, waitMs: 0 };
}

async function claimNext({ db, installationId, connection, now }: DrainContext) {
  const [transfer] = await claimDueTransfers(db, {
    installationId,
    connectionId: connection.id,
    claim: randomUUID(),
    now: now(),
    leaseMs: CLAIM_MS,
    limit: 1,
  });
  return transfer ?? null;
}

async function timeToNext({ db, installationId, connection, now }: DrainContext) {
  const dueAt = await findNextDueAt(db, { installationId, connectionId: connection.id });
  return dueAt && Math.max(0, dueAt.getTime() - now().getTime());
}

async function work(context: DrainContext, transfer: Transfer): Promise<void> {
  const { claim } = transfer;
  if (!claim) throw new Error(`Transfer ${transfer.id} is worked on without a claim`);
  const requestsBefore = context.fiken.requests();
  const outcome = await runTurn({
    ...context,
    transfer,
    keepClaim: () => keepClaim(context, claim),
  });
  if (!outcome) return;
  const fikenRequests = context.fiken.requests() - requestsBefore;
  await settle(context, transfer, { claim, outcome, fikenRequests });
}

/** Null: another drain has taken the transfer over. */
async function runTurn(turn: TransferWork): Promise<Outcome | null> {
  const { transfer, now, installationId } = turn;
  const transferEntity = TRANSFER_BY_KIND[transfer.kind];
  if (!transferEntity) throw new Error(`Nothing transfers a ${transfer.kind}`);
  try {
    if (transfer.attempts === 0) await tell(turn, "started");
    return await transferEntity(turn);
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    const reference = transfer.id;
    const outcome = outcomeOf(error, { attempts: transfer.attempts, now: now(), reference });
    if (outcome.state !== "checking") {
      log.warn({ err: error, installationId, transferId: transfer.id }, "transfer stopped");
    }
    return outcome;
  }
}

async function keepClaim({ db, installationId, now }: DrainContext, claim: string) {
  const until = new Date(now().getTime() + CLAIM_MS);
  if (!(await renewClaim(db, { installationId, claim, until }))) {
    throw new ClaimLost(`Claim ${claim} ran out`);
  }
}

type Ended = { claim: string; outcome: Outcome; fikenRequests: number };

/** The state and its line in the timeline are written together. */
async function settle(
  { db, installationId, now }: DrainContext,
  transfer: Transfer,
  { claim, outcome, fikenRequests }: Ended,
): Promise<void> {
  const problems = "problems" in outcome ? outcome.problems : [];
  const isOver = !("dueAt" in outcome);
  await db.transaction(async (tx) => {
    const settled = await settleTransfer(tx, {
      installationId,
      transferId: transfer.id,
      claim,
      state: outcome.state,
      problems,
      dueAt: "dueAt" in outcome ? outcome.dueAt : now(),
      attempts: isOver ? 0 : transfer.attempts + 1,
      requests: transfer.requests,
      fikenRequests,
      ...(outcome.state === "verified" ? { verifiedAt: transfer.verifiedAt ?? now() } : {}),
    });
    if (!settled) return;
    await tell({ db: tx, installationId, transfer, now }, eventOf(outcome), {
      ...("reason" in outcome ? { reason: outcome.reason } : {}),
      ...(problems[0] ? { problem: problems[0].code } : {}),
      fikenRequests,
    });
  });
}

function eventOf(outcome: Outcome) {
  return outcome.state === "pending" || outcome.state === "checking" ? "waiting" : outcome.state;
}
