import { type ImportRowChange, updateWritingRow } from "@/db/queries/import-writes";
import type { ImportRow } from "@/db/schema/imports";
import { AppError } from "@/lib/errors/app-error";
import { CallFailure } from "@/lib/http/call-failure";
import { Exact } from "@/lib/money";
import { entityCallsOf } from "./rackbeat-entities";
import { after, keyOfImport, type RunContext, rackbeatKeyOf } from "./run-context";

/** An adjustment whose creation had no outcome may still arrive until then; only after that another one is made. */
const SURE_AFTER_MS = 60_000;
/** In between it is looked for now and then. */
const LOOK_AGAIN_MS = 20_000;

/** Whether an adjustment was made is not known yet. Looked for again at `dueAt`. */
export class StockUnsure extends Error {
  override readonly name = "StockUnsure";
  readonly dueAt: Date;

  constructor(dueAt: Date) {
    super(`Adjustment unknown, looked for again at ${dueAt.toISOString()}`);
    this.dueAt = dueAt;
  }
}

/** Whether a product that was made anew still lacks the stock that it has in Fiken. */
export function isStockOpen({ run }: RunContext, row: ImportRow): boolean {
  const { kind, action, stock, stockBookedAt } = row;
  const isCarried = kind === "product" && action === "create" && run.choices.openingStock !== null;
  return isCarried && stockBookedAt === null && stock !== null && !new Exact(stock).isZero();
}

/**
 * Brings a product's stock from nothing to what Fiken has, by one inventory adjustment that is made and then booked.
 * Rackbeat numbers adjustments itself, so one that may have been made is looked for by the mark in its reason.
 */
export async function bookOpeningStock(
  context: RunContext,
  row: ImportRow,
  { isRepeated }: { isRepeated: boolean },
): Promise<void> {
  if (!(isRepeated && (await hasItsStock(context, row)))) {
    const id = row.adjustmentId ?? (await ensureAdjustment(context, row, isRepeated));
    await book(context, row, id);
  }
  await record(context, row, { stockBookedAt: context.now() });
}

async function ensureAdjustment(
  context: RunContext,
  row: ImportRow,
  isRepeated: boolean,
): Promise<string> {
  const found = isRepeated ? await findOurs(context, row) : null;
  const adjustmentId = found ?? (await create(context, row, isRepeated));
  await record(context, row, { adjustmentId });
  return adjustmentId;
}

async function create(context: RunContext, row: ImportRow, isRepeated: boolean): Promise<string> {
  if (isRepeated) {
    const { intentAt } = row;
    const ageMs = intentAt ? context.now().getTime() - intentAt.getTime() : SURE_AFTER_MS;
    if (ageMs < SURE_AFTER_MS) {
      throw new StockUnsure(after(context, Math.min(LOOK_AGAIN_MS, SURE_AFTER_MS - ageMs)));
    }
    await record(context, row, { intentAt: context.now() });
  }
  const { run, rackbeat } = context;
  const { openingStock } = run.choices;
  if (openingStock === null || row.stock === null) throw new Error(`Row ${row.id} has no stock`);
  const { id } = await rackbeat.createAdjustment({
    ...{ itemNumber: rackbeatKeyOf(row), quantity: row.stock, reason: reasonOf(row) },
    ...openingStock,
  });
  return id;
}

/** Booked once, however often it is asked for. */
async function book(context: RunContext, row: ImportRow, id: string): Promise<void> {
  try {
    await context.rackbeat.bookAdjustment(id);
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== "refused") throw error;
    // Deleted by a person: a retry makes another one.
    if (error.status === 404) await record(context, row, { adjustmentId: null });
    // Refused is also what is booked already.
    if (!(await hasItsStock(context, row))) throw error;
  }
}

async function hasItsStock({ rackbeat }: RunContext, row: ImportRow): Promise<boolean> {
  const number = rackbeatKeyOf(row);
  const product = await entityCallsOf(rackbeat, row.kind).find(number);
  if (!product) {
    throw new AppError({ code: "rackbeat.not_found", details: { kind: row.kind, number } });
  }
  return new Exact(product.stock ?? "0").equals(new Exact(row.stock ?? "0"));
}

async function findOurs({ rackbeat }: RunContext, row: ImportRow): Promise<string | null> {
  const itemNumber = rackbeatKeyOf(row);
  for (let page: number | null = 1; page !== null; ) {
    const listed: Awaited<ReturnType<typeof rackbeat.listAdjustments>> =
      await rackbeat.listAdjustments(itemNumber, page);
    for (const adjustment of listed.items) {
      if ("problem" in adjustment) continue;
      if (adjustment.reason?.includes(row.id)) return adjustment.id;
    }
    page = listed.nextPage;
  }
  return null;
}

/** Norwegian, for it stays in the company's stock history. */
function reasonOf({ id }: ImportRow): string {
  return `Inngående beholdning fra Fiken (${id})`;
}

async function record(context: RunContext, { id: rowId }: ImportRow, change: ImportRowChange) {
  await updateWritingRow(context.db, { ...keyOfImport(context), rowId, change });
}
