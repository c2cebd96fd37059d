import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { clearWake } from "@/db/queries/lanes";
import { claimNextTransfer, findNextDueAt, settleTransfer } from "@/db/queries/transfers";
import type { EntityKind } from "@/db/schema/transfers";
import { log } from "@/lib/log";
import { releaseItsCreditNotes } from "@/lib/transfer/document/await-original";
import { transferCustomerInvoice } from "@/lib/transfer/document/customer-invoice";
import {
  claimReadBacks,
  countWaiting,
  isBatchFull,
} from "@/lib/transfer/document/ledger-read-back";
import { transferSupplierInvoice } from "@/lib/transfer/document/supplier-invoice";
import { heedNewRules, heedNewSettings } from "@/lib/transfer/hold/heed-changes";
import { nextRecheck, releaseAlike } from "@/lib/transfer/hold/recheck";
import { transferItem } from "@/lib/transfer/item/transfer-item";
import { transferStock } from "@/lib/transfer/item/transfer-stock";
import { transferCustomer, transferSupplier } from "@/lib/transfer/party/transfer-party";
import { CLAIM_MS, guardedByClaim, startClaimHeartbeat } from "@/lib/transfer/turn/claim";
import {
  ClaimLost,
  type DrainContext,
  StillWaiting,
  type TransferWork,
} from "@/lib/transfer/turn/context";
import { openDrain } from "@/lib/transfer/turn/open-drain";
import { type Outcome, outcomeOf } from "@/lib/transfer/turn/outcome";
import { isLive, isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { tell } from "@/lib/transfer/turn/timeline";

/** How each kind of entity is transferred. */
const TRANSFER_BY_KIND: Record<EntityKind, (work: TransferWork) => Promise<Outcome>> = {
  customer: transferCustomer,
  supplier: transferSupplier,
  product: transferItem,
  lot: transferItem,
  customer_invoice: transferCustomerInvoice,
  supplier_invoice: transferSupplierInvoice,
  stock_level: transferStock,
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

  context.known.unverified = await countWaiting(context);
  const endsAt = now().getTime() + budgetMs;
  while (now().getTime() < endsAt) {
    if (isBatchFull(context)) await readBack(context);
    const claim = randomUUID();
    const transfer = await claimNext(context, claim);
    if (transfer) {
      const outcome = await takeTurn(guardedByClaim({ ...context, transfer, claim }));
      if (outcome) await heedNewRules(context, outcome);
      await heedNewSettings(context);
      if (!isLive(context.settings)) return { more: false, waitMs: null };
    } else if (!(await readBack(context)))
      return { more: false, waitMs: await timeToNext(context) };
  }
  return { more: true, waitMs: 0 };
}

/** What is posted and waits to be read back together. False: nothing was due. */
async function readBack(context: DrainContext): Promise<boolean> {
  context.known.unverified = 0;
  const turns = await claimReadBacks(context);
  for (const { work, run } of turns) await takeTurn(work, run);
  return turns.length > 0;
}

function claimNext({ db, installationId, connection, now }: DrainContext, claim: string) {
  const connectionId = connection.id;
  return claimNextTransfer(db, {
    ...{ installationId, connectionId, claim },
    now: now(),
    leaseMs: CLAIM_MS,
  });
}

async function timeToNext({ db, installationId, connection, now }: DrainContext) {
  const dueAt = await findNextDueAt(db, { installationId, connectionId: connection.id });
  return dueAt && Math.max(0, dueAt.getTime() - now().getTime());
}

async function takeTurn(
  work: TransferWork,
  run: () => Promise<Outcome> = () => TRANSFER_BY_KIND[work.transfer.kind](work),
): Promise<Outcome | null> {
  const requestsBefore = work.fiken.requests();
  const stopHeartbeat = startClaimHeartbeat(work);
  const outcome = await runTurn(work, run).finally(stopHeartbeat);
  if (outcome) {
    await settle(work, outcome, work.fiken.requests() - requestsBefore);
    await releaseAlike(work, outcome);
    await releaseItsCreditNotes(work, outcome);
  }
  if (outcome?.state === "posted") work.known.unverified += 1;
  return outcome;
}

/** Null: another drain has taken the transfer over. */
async function runTurn(work: TransferWork, run: () => Promise<Outcome>): Promise<Outcome | null> {
  const { transfer, now, installationId } = work;
  // Switched off since it was asked for. What stands in Fiken, or may stand there, is seen through.
  if (transfer.state === "working" && !isSwitchedOn(transfer.kind, work.settings)) {
    return { state: "excluded", reason: "switched_off" };
  }
  try {
    if (transfer.attempts === 0 && transfer.state === "working") await tell(work, "started");
    return await run();
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    const reference = transfer.id;
    const outcome = outcomeOf(error, { attempts: transfer.attempts, now: now(), reference });
    if (outcome.state !== "checking" && !(error instanceof StillWaiting)) {
      log.warn({ err: error, installationId, transferId: transfer.id }, "transfer stopped");
    }
    return outcome;
  }
}

/** The state and its line in the timeline are written together. */
async function settle(
  { db, installationId, transfer, claim, now }: TransferWork,
  outcome: Outcome,
  fikenRequests: number,
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
      dueAt: "dueAt" in outcome ? outcome.dueAt : nextRecheck(transfer, now()),
      attempts: isOver ? 0 : transfer.attempts + 1,
      requests: transfer.requests,
      fikenRequests,
      ...(outcome.state === "verified" ? { verifiedAt: transfer.verifiedAt ?? now() } : {}),
    });
    // That it was posted is told where it was posted.
    if (!settled || outcome.state === "posted") return;
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
