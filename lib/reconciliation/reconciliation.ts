import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { deleteEntries } from "@/db/queries/reconciliation-entries";
import {
  advanceReconciliation,
  ensureReconciliation,
  findUnfinishedReconciliation,
  finishReconciliation,
} from "@/db/queries/reconciliations";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Reconciliation, ReconciliationCursor } from "@/db/schema/reconciliations";
import { AppError } from "@/lib/errors/app-error";
import { type Problem, retryOf } from "@/lib/errors/catalog";
import { log } from "@/lib/log";
import { keyOfRun, openReconciliation, type ReconciliationContext } from "./context";
import { currentMonths, type Period } from "./period";
import { FIRST_STAGE, nextStage, takeStep } from "./stages";

/** After a passing trouble. */
const WAIT_MS = 30_000;
/** A trouble that has not passed by then ends the reconciliation; the next night's begins anew. */
const GIVE_UP_MS = 6 * 60 * 60_000;

/** Writes down that the period is to be reconciled. Throws `fiken.not_connected`. */
export async function requestReconciliation(
  db: Database,
  { installationId, now = new Date(), ...period }: Period & { installationId: string; now?: Date },
): Promise<Reconciliation> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) throw new AppError({ code: "fiken.not_connected", details: {} });
  return ensureReconciliation(db, {
    ...{ ...period, installationId, connectionId: connection.id, startedAt: now },
    cursor: { stage: FIRST_STAGE, at: null },
  });
}

/** The month before and the current one; nothing where nothing is transferred. */
export async function requestNightlyReconciliation(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<Reconciliation | null> {
  const { liveAt } = await getTransferSettings(db, { installationId });
  const connection = await findActiveConnection(db, { installationId });
  if (!connection || liveAt === null) return null;
  return requestReconciliation(db, { installationId, now, ...currentMonths(now) });
}

/** `waitMs`: not before. */
export type ReconciliationProgress = { more: boolean; waitMs: number };

const DONE: ReconciliationProgress = { more: false, waitMs: 0 };

/**
 * Works for about `budgetMs` on what the installation has asked to be reconciled, oldest first. Each page is written
 * together with the place where it goes on, so a run may die at any instant and be taken up again.
 */
export async function continueReconciliation(
  db: Database,
  {
    installationId,
    budgetMs,
    now = () => new Date(),
  }: { installationId: string; budgetMs: number; now?: () => Date },
): Promise<ReconciliationProgress> {
  const run = await findUnfinishedReconciliation(db, { installationId });
  if (!run) return DONE;
  const endsAt = now().getTime() + budgetMs;
  try {
    const context = await openReconciliation(db, { run, now });
    let cursor: ReconciliationCursor | null = run.cursor;
    // One page at least: however short the time is, it comes to its end.
    do cursor = await advance(context, cursor);
    while (cursor && now().getTime() < endsAt);
    return { more: true, waitMs: 0 };
  } catch (error) {
    if (error instanceof Overtaken) return DONE;
    return afterTrouble(db, run, error, now());
  }
}

/** Another run works on the same reconciliation, and is further. */
class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** One page, read and then written. Null: the reconciliation has its result. */
async function advance(
  context: ReconciliationContext,
  from: ReconciliationCursor,
): Promise<ReconciliationCursor | null> {
  const { db, fiken, now } = context;
  const requestsBefore = fiken.requests();
  const step = await takeStep(context, from);
  const following = nextStage(from.stage);
  const to =
    step.next === null
      ? { stage: following ?? from.stage, at: null }
      : { stage: from.stage, at: step.next };
  const isOver = step.next === null && following === null;
  await db.transaction(async (tx) => {
    const isOurs = await advanceReconciliation(tx, {
      ...{ ...keyOfRun(context), from, to },
      fikenRequests: fiken.requests() - requestsBefore,
      unreadable: step.unreadable ?? 0,
    });
    if (!isOurs) throw new Overtaken(`Reconciliation ${context.run.id} has moved on`);
    await step.write?.(tx);
    if (!isOver) return;
    await deleteEntries(tx, keyOfRun(context));
    await finishReconciliation(tx, { ...keyOfRun(context), now: now(), failure: null });
  });
  return isOver ? null : to;
}

async function afterTrouble(
  db: Database,
  { id: reconciliationId, installationId, startedAt }: Reconciliation,
  error: unknown,
  now: Date,
): Promise<ReconciliationProgress> {
  const key = { installationId, reconciliationId };
  const problem: Problem =
    error instanceof AppError
      ? error.problem
      : { code: "app.unexpected", details: { reference: reconciliationId } };
  log.warn({ err: error, ...key }, "reconciliation stopped");
  const isOver =
    retryOf(problem) === "after-fix" || now.getTime() - startedAt.getTime() > GIVE_UP_MS;
  if (!isOver) {
    const askedMs = problem.code === "provider.throttled" ? problem.details.retryAfterMs : 0;
    return { more: true, waitMs: Math.max(WAIT_MS, askedMs) };
  }
  await db.transaction(async (tx) => {
    await deleteEntries(tx, key);
    await finishReconciliation(tx, { ...key, now, failure: problem });
  });
  // Another one may have been asked for.
  return { more: true, waitMs: 0 };
}
