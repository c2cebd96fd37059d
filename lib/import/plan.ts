import { setImmediate } from "node:timers/promises";
import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { deleteImportEntities, insertImportEntities } from "@/db/queries/import-entities";
import { deleteImportRows, insertImportRows } from "@/db/queries/import-rows";
import {
  advancePlan,
  beginImport,
  findImport,
  markPlanned,
  type PlanKey,
  recordPlanFailure,
} from "@/db/queries/imports";
import type { Import, ImportChoices, ImportCursor, ImportKind } from "@/db/schema/imports";
import { openRackbeat } from "@/lib/agreement/open-rackbeat";
import { openFikenCompany } from "@/lib/connection/open-fiken-company";
import { AppError } from "@/lib/errors/app-error";
import { CallFailure } from "@/lib/http/call-failure";
import { log } from "@/lib/log";
import type { Decision } from "./decide";
import { decideKind, makeRows } from "./make-rows";
import { lookUpKeys } from "./member-keys";
import { type PlanContext, readSide } from "./read-sides";
import {
  cursorAfter,
  firstCursor,
  isKeyStage,
  isReadStage,
  type KeyStage,
  kindOf,
  type ReadStage,
  type Stage,
  stageOf,
} from "./stages";

/** `more`: call again, after `waitMs`. Not more: it is planned, or stands still with a `failure`. */
export type PlanProgress = { more: boolean; waitMs: number };

const ROWS_AT_ONCE = 250;
/** After a passing trouble whose length is not told. */
const WAIT_MS = 10_000;
const DONE: PlanProgress = { more: false, waitMs: 0 };
const MORE: PlanProgress = { more: true, waitMs: 0 };

/**
 * Begins the plan, anew where there is one: what was chosen for its rows is forgotten. Throws `import.not_now` once it
 * has been run, `fiken.not_connected` where there is no company.
 */
export async function beginPlan(
  db: Database,
  { installationId, choices }: { installationId: string; choices: ImportChoices },
): Promise<Import> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) throw new AppError({ code: "fiken.not_connected", details: {} });
  const cursor = firstCursor(choices.kinds);
  return db.transaction(async (tx) => {
    const begun = { installationId, connectionId: connection.id, choices, cursor };
    const plan = await beginImport(tx, begun);
    if (!plan) throw await notNow(tx, installationId);
    await deleteImportRows(tx, { installationId, importId: plan.id });
    await deleteImportEntities(tx, { installationId, importId: plan.id });
    return plan;
  });
}

/**
 * Goes on with the plan for about `budgetMs`, page by page and chunk by chunk: each is written down together with where
 * the next one begins, so that one that was killed goes on where it was and comes to the same plan. Nothing is written
 * to either side. Does nothing where no plan is under way.
 */
export async function continuePlan(
  db: Database,
  { installationId, budgetMs }: { installationId: string; budgetMs: number },
): Promise<PlanProgress> {
  const endsAt = Date.now() + budgetMs;
  const plan = await findImport(db, { installationId });
  if (plan?.status !== "planning") return DONE;
  try {
    const work = await openPlan(db, plan);
    let cursor: ImportCursor | null = plan.cursor;
    while (cursor) {
      cursor = await takeStep(work, cursor);
      // PGlite answers without leaving the event loop: others of this process get their turn.
      await setImmediate();
      if (cursor && Date.now() >= endsAt) return MORE;
    }
    return DONE;
  } catch (error) {
    if (error instanceof Overtaken) return MORE;
    if (!(error instanceof AppError)) throw error;
    return standStill(db, plan, error);
  }
}

type PlanWork = PlanContext & {
  /** Of the kind whose rows are made, which cost the traits of all. */
  decided?: { kind: ImportKind; decisions: Decision[] };
};

/** Another process has moved the plan on, or it was begun anew. */
class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** Throws `fiken.not_connected`, also after a change of company: the plan would be of two. */
async function openPlan(db: Database, plan: Import): Promise<PlanWork> {
  const { installationId, connectionId } = plan;
  const connection = await findActiveConnection(db, { installationId });
  if (connection?.id !== connectionId) {
    throw new AppError({ code: "fiken.not_connected", details: {} });
  }
  const rackbeat = await openRackbeat(db, { installationId });
  const fiken = await openFikenCompany(db, { installationId, connectionId });
  return { db, plan, rackbeat, fiken };
}

/** Where the next step begins; null: all is planned. */
function takeStep(work: PlanWork, cursor: ImportCursor): Promise<ImportCursor | null> {
  const stage = stageOf(cursor, work.plan.choices.kinds);
  if (isReadStage(stage)) return readPage(work, stage, Number(cursor.at));
  if (isKeyStage(stage)) return readKeys(work, stage, String(cursor.at));
  return makeChunk(work, stage, kindOf(stage), Number(cursor.at));
}

async function readPage(work: PlanWork, stage: ReadStage, at: number) {
  const { entities, nextPage } = await readSide(work, stage, at);
  const to = nextPage === null ? endOf(work, stage) : { stage, at: nextPage };
  return moveOn(work, { from: { stage, at }, to }, (tx) => insertImportEntities(tx, entities));
}

async function readKeys(work: PlanWork, stage: KeyStage, after: string) {
  const { last, write } = await lookUpKeys(work, stage, after);
  const to = last === null ? endOf(work, stage) : { stage, at: last };
  return moveOn(work, { from: { stage, at: after }, to }, write);
}

async function makeChunk(
  work: PlanWork,
  stage: Stage,
  kind: ImportKind,
  at: number,
): Promise<ImportCursor | null> {
  if (work.decided?.kind !== kind) {
    work.decided = { kind, decisions: await decideKind(work, kind) };
  }
  const { decisions } = work.decided;
  const rows = await makeRows(work, kind, decisions.slice(at, at + ROWS_AT_ONCE), at);
  const next = at + ROWS_AT_ONCE;
  const to = next < decisions.length ? { stage, at: next } : endOf(work, stage);
  const key = keyOf(work.plan);
  return moveOn(work, { from: { stage, at }, to }, (tx) => insertImportRows(tx, { ...key, rows }));
}

function endOf({ plan }: PlanWork, stage: Stage): ImportCursor | null {
  return cursorAfter(stage, plan.choices.kinds);
}

/** Writes down what the step has found and where the next one begins, both or neither. */
async function moveOn(
  { db, plan }: PlanWork,
  { from, to }: { from: ImportCursor; to: ImportCursor | null },
  write: (tx: Database) => Promise<void>,
): Promise<ImportCursor | null> {
  const key: PlanKey = { ...keyOf(plan), revision: plan.revision };
  await db.transaction(async (tx) => {
    const moved = to
      ? await advancePlan(tx, { ...key, from, to })
      : await markPlanned(tx, { ...key, from, now: new Date() });
    if (!moved) throw new Overtaken();
    await write(tx);
  });
  return to;
}

/** What passes by itself is tried again; anything else waits for a person, who begins the plan again. */
async function standStill(db: Database, plan: Import, error: AppError): Promise<PlanProgress> {
  const { problem: failure, retry } = error;
  const key = { ...keyOf(plan), revision: plan.revision };
  log.warn({ ...key, code: failure.code }, "the import's plan stands still");
  await recordPlanFailure(db, { ...key, failure });
  if (retry === "after-fix") return DONE;
  const waitMs = error instanceof CallFailure ? error.retryAfterMs : null;
  return { more: true, waitMs: waitMs ?? WAIT_MS };
}

function keyOf({ id: importId, installationId }: Import) {
  return { installationId, importId };
}

async function notNow(db: Database, installationId: string): Promise<AppError> {
  const found = await findImport(db, { installationId });
  return new AppError({ code: "import.not_now", details: { status: found?.status ?? "none" } });
}
