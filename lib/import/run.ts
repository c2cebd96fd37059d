import { setImmediate } from "node:timers/promises";
import type { Database } from "@/db/client";
import { ensureBindings } from "@/db/queries/bindings";
import {
  claimImportRows,
  findNextImportDueAt,
  type ImportRowChange,
  listUnsettledImportRows,
  moveImport,
  settleLinkedRows,
  touchImport,
  updateWritingRow,
} from "@/db/queries/import-writes";
import type { Import, ImportAction, ImportRow } from "@/db/schema/imports";
import { AppError } from "@/lib/errors/app-error";
import { type Problem, retryOf } from "@/lib/errors/catalog";
import { log } from "@/lib/log";
import { after, keyOfImport, openRun, pairOf, type RunContext, rackbeatKeyOf } from "./run-context";
import { type RowResult, writeRow } from "./write-row";

/** Rows under work at once. The pace spaces their calls out; so many keep it busy while answers are awaited. */
const CHUNK = 16;
/** They cost a few writes to the database together. */
const LINKS_AT_ONCE = 250;
/** When rows whose process died are looked after by another one. */
const ABANDONED_AFTER_MS = 45_000;
/** After a chunk of which nothing had an outcome: Rackbeat is out of reach. */
const OUTAGE_WAIT_MS = 15_000;
/** After any other passing trouble. */
const WAIT_MS = 10_000;

/** `more`: call again, after `waitMs`. */
export type ImportProgress = { more: boolean; waitMs: number };

const DONE: ImportProgress = { more: false, waitMs: 0 };
const MORE: ImportProgress = { more: true, waitMs: 0 };

/**
 * Writes the plan's rows to Rackbeat for about `budgetMs`, in order, a chunk at a time. Safe to die at any instant, and
 * to run twice at once: intents are committed before the calls, and rows without an outcome are looked up.
 */
export async function continueRun(
  db: Database,
  { run, budgetMs, now }: { run: Import; budgetMs: number; now: () => Date },
): Promise<ImportProgress> {
  const endsAt = now().getTime() + budgetMs;
  try {
    const context = await openRun(db, { run, now });
    let progress = MORE;
    // Asked each time: a person may have paused it.
    while (await touchImport(db, { ...keyOfImport(context), status: "running" })) {
      progress = await takeChunk(context);
      // PGlite answers without leaving the event loop: others of this process get their turn.
      await setImmediate();
      if (!progress.more || progress.waitMs > 0 || now().getTime() >= endsAt) return progress;
    }
    return DONE;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return standStill(db, run, error.problem);
  }
}

async function takeChunk(context: RunContext): Promise<ImportProgress> {
  const { db, now } = context;
  const key = keyOfImport(context);
  const unsettled = await listUnsettledImportRows(db, { ...key, limit: CHUNK, now: now() });
  if (unsettled.length > 0) return writeAll(context, unsettled, true);
  if (await linkChunk(context)) return MORE;
  const claimed = await claimChunk(context);
  if (claimed) return writeAll(context, claimed, false);
  const dueAt = await findNextImportDueAt(db, key);
  if (dueAt) return { more: true, waitMs: Math.max(0, dueAt.getTime() - now().getTime()) };
  await moveImport(db, { ...key, from: ["running"], status: "finished", finishedAt: now() });
  return DONE;
}

/** Binds the next rows whose entity is there already, which asks nothing of Rackbeat. False: none waits. */
async function linkChunk(context: RunContext): Promise<boolean> {
  const linked = await claim(context, ["link"], LINKS_AT_ONCE, async (tx, bound) => {
    const rowIds = bound.map(({ id }) => id);
    await settleLinkedRows(tx, { ...keyOfImport(context), rowIds });
  });
  return linked !== null;
}

/** The next rows to be written; null: none waits. */
function claimChunk(context: RunContext): Promise<ImportRow[] | null> {
  return claim(context, ["create", "update"], CHUNK);
}

/**
 * Rows with their pairs bound, before Rackbeat shows what is made of them: so whoever hears of it finds its contact or
 * product. Those that cannot be bound have failed. Null: none waits.
 */
async function claim(
  context: RunContext,
  actions: readonly ImportAction[],
  limit: number,
  settle?: (tx: Database, bound: readonly ImportRow[]) => Promise<void>,
): Promise<ImportRow[] | null> {
  const { db, now } = context;
  return db.transaction(async (tx) => {
    const claimed = await claimImportRows(tx, {
      ...{ ...keyOfImport(context), actions, limit, now: now() },
      dueAt: after(context, ABANDONED_AFTER_MS),
    });
    if (claimed.length === 0) return null;
    const bound = await bind(tx, context, claimed);
    await settle?.(tx, bound);
    return bound;
  });
}

async function bind(
  tx: Database,
  context: RunContext,
  rows: readonly ImportRow[],
): Promise<ImportRow[]> {
  const pairs = rows.map((row) => ({ ...pairOf(context, row, rackbeatKeyOf(row)), row }));
  const bound = new Set((await ensureBindings(tx, pairs)).map(({ row }) => row));
  for (const row of rows) {
    if (bound.has(row)) continue;
    const change: ImportRowChange = { state: "failed", dueAt: null, problems: [boundToOther(row)] };
    await updateWritingRow(tx, { ...keyOfImport(context), rowId: row.id, change });
  }
  return [...bound];
}

/** Since the plan: a transfer has bound one of the two. */
function boundToOther(row: ImportRow): Problem {
  const number = rackbeatKeyOf(row);
  return row.kind === "product"
    ? { code: "item.bound_to_other", details: { number, productId: row.fikenId } }
    : { code: "contact.bound_to_other", details: { number, contactId: row.fikenId } };
}

async function writeAll(
  context: RunContext,
  rows: readonly ImportRow[],
  isUnsettled: boolean,
): Promise<ImportProgress> {
  const turns = await Promise.allSettled(
    rows.map((row) => writeRow(context, row, { isRepeated: isUnsettled || row.attempts > 1 })),
  );
  // All have ended by now, so nothing of this chunk is still under way when it is told.
  const failure = turns.find((turn) => turn.status === "rejected");
  if (failure) throw failure.reason;
  return progressOf(turns.flatMap((turn) => (turn.status === "fulfilled" ? turn.value : [])));
}

function progressOf(results: readonly RowResult[]): ImportProgress {
  const stop = results.find((one) => one.result === "stop");
  if (stop) {
    if (retryOf(stop.error.problem) === "after-fix") throw stop.error;
    return { more: true, waitMs: stop.error.retryAfterMs ?? WAIT_MS };
  }
  const isOut = results.length > 0 && results.every(({ result }) => result === "unknown");
  return isOut && results.length > 1 ? { more: true, waitMs: OUTAGE_WAIT_MS } : MORE;
}

/** What a person has to mend pauses the run; anything else passes. */
async function standStill(db: Database, run: Import, failure: Problem): Promise<ImportProgress> {
  const { id: importId, installationId } = run;
  log.warn({ installationId, importId, code: failure.code }, "import stands still");
  if (retryOf(failure) === "automatic") return { more: true, waitMs: WAIT_MS };
  await moveImport(db, { installationId, from: ["running"], status: "paused", failure });
  return DONE;
}
