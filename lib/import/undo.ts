import type { Database } from "@/db/client";
import { deleteBinding } from "@/db/queries/bindings";
import {
  findNextUndoDueAt,
  type ImportRowChange,
  listUndoAskedRows,
  touchImport,
  updateUndoneRow,
} from "@/db/queries/import-writes";
import type { Import, ImportRow } from "@/db/schema/imports";
import { AppError } from "@/lib/errors/app-error";
import { type Problem, retryOf } from "@/lib/errors/catalog";
import { log } from "@/lib/log";
import { Exact } from "@/lib/money";
import { entityCallsOf, type ShownEntity } from "./rackbeat-entities";
import type { ImportProgress } from "./run";
import { after, keyOfImport, openRun, pairOf, type RunContext, rackbeatKeyOf } from "./run-context";

/** Rows under work at once: each reads before it writes. */
const CHUNK = 8;
/** After a passing trouble. */
const WAIT_MS = 10_000;

/** Takes the rows back that a person has asked for, for about `budgetMs`. Safe to die at any instant. */
export async function continueUndo(
  db: Database,
  { run, budgetMs, now }: { run: Import; budgetMs: number; now: () => Date },
): Promise<ImportProgress> {
  const endsAt = now().getTime() + budgetMs;
  const key = { installationId: run.installationId, importId: run.id };
  let context: RunContext | null = null;
  while (await touchImport(db, { ...key, status: run.status })) {
    const rows = await listUndoAskedRows(db, { ...key, limit: CHUNK, now: now() });
    if (rows.length === 0) {
      const dueAt = await findNextUndoDueAt(db, key);
      if (!dueAt) return { more: false, waitMs: 0 };
      return { more: true, waitMs: Math.max(0, dueAt.getTime() - now().getTime()) };
    }
    context ??= await openOrRefuse(db, { run, rows, now });
    if (context) await undoAll(context, rows);
    if (now().getTime() >= endsAt) return { more: true, waitMs: 0 };
  }
  return { more: false, waitMs: 0 };
}

/** Null: nothing can be taken back, which the rows tell. */
async function openOrRefuse(
  db: Database,
  { run, rows, now }: { run: Import; rows: readonly ImportRow[]; now: () => Date },
): Promise<RunContext | null> {
  try {
    return await openRun(db, { run, now });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const key = { installationId: run.installationId, importId: run.id };
    for (const row of rows) await refuse(db, { ...key, rowId: row.id }, error.problem);
    return null;
  }
}

async function undoAll(context: RunContext, rows: readonly ImportRow[]): Promise<void> {
  const turns = await Promise.allSettled(rows.map((row) => undoRow(context, row)));
  const failure = turns.find((turn) => turn.status === "rejected");
  if (failure) throw failure.reason;
}

async function undoRow(context: RunContext, row: ImportRow): Promise<void> {
  const key = { ...keyOfImport(context), rowId: row.id };
  try {
    await undoInRackbeat(context, row);
    await context.db.transaction(async (tx) => {
      const change: ImportRowChange = {
        state: "undone",
        undoAskedAt: null,
        dueAt: null,
        problems: [],
      };
      const undone = await updateUndoneRow(tx, { ...key, change });
      // A pair that was there before the import stays.
      if (undone && row.matchedBy !== "binding") {
        await deleteBinding(tx, pairOf(context, row, rackbeatKeyOf(row)));
      }
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.info({ err: error, ...key }, "import row not undone");
    if (retryOf(error.problem) === "after-fix") return refuse(context.db, key, error.problem);
    const change = { dueAt: after(context, WAIT_MS), problems: [error.problem] };
    await updateUndoneRow(context.db, { ...key, change });
  }
}

async function undoInRackbeat(context: RunContext, row: ImportRow): Promise<void> {
  if (row.action === "link") return;
  const calls = entityCallsOf(context.rackbeat, row.kind);
  const number = rackbeatKeyOf(row);
  const shown = await calls.find(number);
  if (!shown) return;
  const wasBegun = isBegun(row);
  if (!wasBegun && !isUntouched(row, shown)) {
    throw new AppError({ code: "import.touched", details: { number } });
  }
  // From here on it is ours that differs from what we wrote.
  if (!wasBegun) await begin(context, row);
  if (row.action === "update") {
    const before = row.changes.map(({ field, before: value }) => [field, value]);
    await calls.update(number, Object.fromEntries(before));
    return;
  }
  if (!new Exact(shown.stock ?? "0").isZero()) await emptyStock(context, row);
  await calls.remove(number);
}

/** Neither it nor its stock has changed since it was written. */
function isUntouched(row: ImportRow, shown: ShownEntity): boolean {
  if (shown.fingerprint !== row.written) return false;
  if (shown.stock === null || row.action !== "create") return true;
  const expected = row.stockBookedAt === null ? "0" : row.stock;
  return new Exact(shown.stock).equals(new Exact(expected ?? "0"));
}

function isBegun({ intentAt, undoAskedAt }: ImportRow): boolean {
  return intentAt !== null && undoAskedAt !== null && intentAt >= undoAskedAt;
}

async function begin(context: RunContext, row: ImportRow): Promise<void> {
  await updateUndoneRow(context.db, {
    ...{ ...keyOfImport(context), rowId: row.id },
    change: { intentAt: context.now() },
  });
}

/** An adjustment names what the stock becomes, so another one after a lost answer changes nothing more. */
async function emptyStock({ run, rackbeat }: RunContext, row: ImportRow): Promise<void> {
  const { openingStock } = run.choices;
  if (openingStock === null) throw new Error(`Row ${row.id} has carried no stock`);
  const { id } = await rackbeat.createAdjustment({
    ...{ itemNumber: rackbeatKeyOf(row), quantity: "0", ...openingStock },
    reason: `Import fra Fiken angret (${row.id})`,
  });
  await rackbeat.bookAdjustment(id);
}

/** It stays as it is, and says why. */
async function refuse(
  db: Database,
  key: { installationId: string; importId: string; rowId: string },
  problem: Problem,
): Promise<void> {
  const change = { undoAskedAt: null, dueAt: null, problems: [problem] };
  await updateUndoneRow(db, { ...key, change });
}
