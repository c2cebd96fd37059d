import type { Database } from "@/db/client";
import { deleteImportEntities } from "@/db/queries/import-entities";
import type { ImportRowFilter } from "@/db/queries/import-lists";
import {
  askToUndoImportRows,
  findNextImportDueAt,
  findNextUndoDueAt,
  moveImport,
  retryImportRows,
} from "@/db/queries/import-writes";
import { findImport, lockImport } from "@/db/queries/imports";
import type { Import, ImportStatus } from "@/db/schema/imports";
import { AppError } from "@/lib/errors/app-error";

type Asked = { installationId: string; now?: Date };

/** Lets the planned import run. Throws `import.not_now` where it is not planned, or has run. */
export async function startImport(
  db: Database,
  { installationId, now = new Date() }: Asked,
): Promise<Import> {
  return db.transaction(async (tx) => {
    const begun = { from: ["planned"], status: "running", startedAt: now } as const;
    const started = await move(tx, { installationId, ...begun });
    // The rows have all that is needed of what the plan has read.
    await deleteImportEntities(tx, { installationId, importId: started.id });
    return started;
  });
}

/** What is under way is seen through; nothing more is begun. Throws `import.not_now`. */
export async function pauseImport(db: Database, { installationId }: Asked): Promise<Import> {
  return move(db, { installationId, from: ["running"], status: "paused" });
}

/** Throws `import.not_now`, also while rows are being taken back. */
export async function resumeImport(db: Database, { installationId }: Asked): Promise<Import> {
  return db.transaction(async (tx) => {
    const paused = await lockInState(tx, { installationId, states: ["paused"] });
    await refuseWhileUndoing(tx, paused);
    return move(tx, { installationId, from: ["paused"], status: "running", failure: null });
  });
}

/** Failed rows, or those named of them, are tried again; a finished import runs again for them. Throws `import.not_now`. */
export async function retryFailed(
  db: Database,
  { installationId, rowIds }: Asked & { rowIds?: readonly string[] },
): Promise<number> {
  return db.transaction(async (tx) => {
    const states = ["running", "paused", "finished"] as const;
    const found = await lockInState(tx, { installationId, states });
    const retried = await retryImportRows(tx, { installationId, importId: found.id, rowIds });
    if (retried > 0 && found.status === "finished") {
      await refuseWhileUndoing(tx, found);
      const again = { status: "running", finishedAt: null } as const;
      await move(tx, { installationId, from: ["finished"], ...again });
    }
    return retried;
  });
}

/**
 * Asks for rows to be taken back in Rackbeat, as far as nobody has touched them since. Answers how many. Throws
 * `import.not_now` while the import runs, and once it is closed.
 */
export async function undoRows(
  db: Database,
  {
    installationId,
    now = new Date(),
    ...rows
  }: Asked & ({ rowIds: readonly string[] } | { filter: ImportRowFilter }),
): Promise<number> {
  return db.transaction(async (tx) => {
    const found = await lockInState(tx, { installationId, states: ["paused", "finished"] });
    return askToUndoImportRows(tx, { installationId, importId: found.id, now, rows });
  });
}

/**
 * The import is spent: neither it nor another one is ever possible for the agreement again. Throws `import.not_now`
 * where it has not ended, or rows are still under work.
 */
export async function closeImport(
  db: Database,
  { installationId, now = new Date() }: Asked,
): Promise<Import> {
  return db.transaction(async (tx) => {
    const found = await lockInState(tx, { installationId, states: ["paused", "finished"] });
    await refuseWhileUndoing(tx, found);
    const key = { installationId, importId: found.id };
    // What may have been made is looked up first.
    if (await findNextImportDueAt(tx, key)) throw notNow(found);
    const closed = { status: "closed", closedAt: now, failure: null } as const;
    return move(tx, { installationId, from: ["paused", "finished"], ...closed });
  });
}

async function move(db: Database, change: Parameters<typeof moveImport>[1]): Promise<Import> {
  const moved = await moveImport(db, change);
  if (moved) return moved;
  throw notNow(await findImport(db, { installationId: change.installationId }));
}

async function lockInState(
  tx: Database,
  { installationId, states }: { installationId: string; states: readonly ImportStatus[] },
): Promise<Import> {
  const found = await lockImport(tx, { installationId });
  if (!found || !states.includes(found.status)) throw notNow(found);
  return found;
}

async function refuseWhileUndoing(tx: Database, found: Import): Promise<void> {
  const key = { installationId: found.installationId, importId: found.id };
  if (await findNextUndoDueAt(tx, key)) throw notNow(found);
}

function notNow(found: Import | null): AppError {
  const status = found?.status ?? "none";
  return new AppError({ code: "import.not_now", details: { status } });
}
