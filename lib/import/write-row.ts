import { deleteBinding, renameBinding } from "@/db/queries/bindings";
import { type ImportRowChange, updateWritingRow } from "@/db/queries/import-writes";
import type { ImportRow } from "@/db/schema/imports";
import { AppError } from "@/lib/errors/app-error";
import { retryOf } from "@/lib/errors/catalog";
import { CallFailure } from "@/lib/http/call-failure";
import { log } from "@/lib/log";
import { bookOpeningStock, isStockOpen, StockUnsure } from "./opening-stock";
import { entityCallsOf, type ShownEntity } from "./rackbeat-entities";
import { after, keyOfImport, pairOf, type RunContext, rackbeatKeyOf } from "./run-context";

/** How long a write without an outcome is left alone before it is looked for. */
const LOOK_AFTER_MS = 2_000;
/** Writes of one row that had no outcome and turned out not to have been carried out, before a person is asked. */
const MOST_TRIES = 5;

/**
 * What came of a row's turn. `unknown`: Rackbeat may or may not have carried the write out; the row stays under work
 * and is looked up at its next turn. `stop`: nothing more can be written for the time being.
 */
export type RowResult =
  | { result: "done" | "failed" | "unknown" }
  | { result: "stop"; error: CallFailure };

/**
 * Writes one row, whose intent is committed, and its outcome. `isRepeated`: it may have been sent before, so what
 * Rackbeat has under its number is looked at first. A create names its number and Rackbeat gives none twice, so even
 * a former request that arrives late makes no second one.
 */
export async function writeRow(
  context: RunContext,
  row: ImportRow,
  { isRepeated }: { isRepeated: boolean },
): Promise<RowResult> {
  try {
    const written = await writeEntity(context, row, isRepeated);
    if (isStockOpen(context, written)) {
      // What was made just now has had no stock yet.
      const isStockRepeated = isRepeated && isEntityOver(row);
      await bookOpeningStock(context, written, { isRepeated: isStockRepeated });
    }
    if (written.state !== "done") {
      await updateWritingRow(context.db, { ...keyOf(context, row), change: over(isRepeated) });
    }
    return { result: "done" };
  } catch (error) {
    return afterFailure(context, row, error);
  }
}

/** Nothing is left to do on the entity itself. */
function isEntityOver({ writtenAt }: ImportRow): boolean {
  return writtenAt !== null;
}

async function writeEntity(
  context: RunContext,
  row: ImportRow,
  isRepeated: boolean,
): Promise<ImportRow> {
  if (isEntityOver(row)) return row;
  const calls = entityCallsOf(context.rackbeat, row.kind);
  const number = rackbeatKeyOf(row);
  if (row.action === "update") {
    const fields = Object.fromEntries(row.changes.map(({ field, after: value }) => [field, value]));
    // The same again writes the same again.
    const shown = await calls.update(number, fields);
    return recordWritten(context, row, { shown, isRepeated });
  }
  const standing = isRepeated ? await calls.find(number) : null;
  if (standing) {
    if (!isMadeFrom(row, standing)) {
      throw new AppError({ code: "import.number_taken", details: { number } });
    }
    return recordWritten(context, row, { shown: standing, isRepeated });
  }
  if (isRepeated) await beginAgain(context, row);
  const made = await calls.create(number, row.body ?? {});
  return recordWritten(context, row, { shown: made, isRepeated });
}

/** By what tells two of a kind apart, beside the number that was kept free for it. */
function isMadeFrom({ body }: ImportRow, { name, organizationNumber }: ShownEntity): boolean {
  const vat = (text: unknown) => String(text ?? "").replace(/\W/g, "");
  return name === (body?.name ?? null) && vat(organizationNumber) === vat(body?.company_vat);
}

/** Sent so often, and never carried out: the reason is one that a person has to look at. */
class TriedEnough extends AppError {}

/** Not carried out after all, and no late request can make a second one of its number: it is sent once more. */
async function beginAgain(context: RunContext, row: ImportRow): Promise<void> {
  if (row.attempts >= MOST_TRIES) {
    const details = { provider: "Rackbeat", status: null } as const;
    throw new TriedEnough(row.problems[0] ?? { code: "provider.unavailable", details });
  }
  await updateWritingRow(context.db, {
    ...keyOf(context, row),
    change: { attempts: row.attempts + 1, intentAt: context.now() },
  });
}

function over(isRepeated: boolean): ImportRowChange {
  return { state: "done", dueAt: null, ...(isRepeated && { problems: [] }) };
}

/** In one write: thousands of rows have nothing more to do than this. */
async function recordWritten(
  context: RunContext,
  row: ImportRow,
  { shown, isRepeated }: { shown: ShownEntity; isRepeated: boolean },
): Promise<ImportRow> {
  const at = context.now();
  const { number: rackbeatKey, fingerprint: written } = shown;
  const change = { rackbeatKey, written, writtenAt: at, intentAt: at };
  const isOver = !isStockOpen(context, { ...row, ...change });
  const all = { ...change, ...(isOver && over(isRepeated)) };
  const key = keyOf(context, row);
  const previousKey = rackbeatKeyOf(row);
  if (rackbeatKey === previousKey) {
    await updateWritingRow(context.db, { ...key, change: all });
  } else {
    await context.db.transaction(async (tx) => {
      await updateWritingRow(tx, { ...key, change: all });
      await renameBinding(tx, { ...pairOf(context, row, rackbeatKey), previousKey });
    });
  }
  return { ...row, ...all };
}

/** A passing trouble leaves the row under work; what Rackbeat refuses, or a person has to decide, ends it. */
async function afterFailure(
  context: RunContext,
  row: ImportRow,
  error: unknown,
): Promise<RowResult> {
  const key = keyOf(context, row);
  if (error instanceof StockUnsure) {
    await updateWritingRow(context.db, { ...key, change: { dueAt: error.dueAt } });
    return { result: "unknown" };
  }
  // Not of Rackbeat's making: the row stays under work, and whoever runs the run hears of it.
  if (!(error instanceof AppError)) throw error;
  const { problem } = error;
  if (isPassing(error)) {
    const dueAt = after(context, LOOK_AFTER_MS);
    await updateWritingRow(context.db, { ...key, change: { dueAt, problems: [problem] } });
    const stops = error instanceof CallFailure && error.kind !== "unknown";
    return stops ? { result: "stop", error } : { result: "unknown" };
  }
  log.info({ err: error, ...key }, "import row failed");
  await context.db.transaction(async (tx) => {
    const change: ImportRowChange = { state: "failed", problems: [problem], dueAt: null };
    const failed = await updateWritingRow(tx, { ...key, change });
    // Its number is free for others, who must not be taken for it.
    if (failed?.action === "create" && failed.writtenAt === null && !mayBeMade(error)) {
      await deleteBinding(tx, pairOf(context, row, rackbeatKeyOf(failed)));
    }
  });
  return { result: "failed" };
}

function isPassing(error: AppError): boolean {
  if (error instanceof TriedEnough) return false;
  const isUnauthorized = error instanceof CallFailure && error.kind === "unauthorized";
  return isUnauthorized || retryOf(error.problem) === "automatic";
}

/** An answer that cannot be read says nothing of what was made. */
function mayBeMade(error: AppError): boolean {
  return error instanceof CallFailure && error.kind === "unknown";
}

function keyOf(context: RunContext, { id: rowId }: ImportRow) {
  return { ...keyOfImport(context), rowId };
}
