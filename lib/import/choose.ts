import type { Database } from "@/db/client";
import {
  type ImportRowFilter,
  type ImportRowPlace,
  listImportRows,
} from "@/db/queries/import-lists";
import {
  type ChosenRow,
  findImportRows,
  listTakenKeys,
  updateChosenRows,
} from "@/db/queries/import-rows";
import { moveImport } from "@/db/queries/import-writes";
import { type ImportKey, lockImport } from "@/db/queries/imports";
import type {
  ImportAction,
  ImportChoice,
  ImportKind,
  ImportOption,
  ImportRow,
  ImportStatus,
} from "@/db/schema/imports";
import { AppError } from "@/lib/errors/app-error";

/** `proposed`: back to what the plan proposed. `rackbeatKey` says which, where a row has several of the choice. */
export type ChosenOption = { choice: ImportChoice | "proposed"; rackbeatKey?: string };

/** `left`: rows that do not have that choice, are under way, or whose Rackbeat entity another row has taken. */
export type Chosen = { chosen: number; left: number };

const CHUNK = 500;
const CHOOSABLE: readonly ImportStatus[] = ["planned", "paused", "finished"];
const TAKING: readonly ImportAction[] = ["create", "link", "update"];

type Choice = {
  installationId: string;
  rows: { ids: readonly string[] } | { filter: ImportRowFilter };
  option: ChosenOption;
};

/**
 * Chooses for the rows named, or for all that match, those first in the list going first: nothing of Rackbeat's is
 * taken by two. A finished import becomes a paused one, which can be resumed for them. Throws `import.not_now` while it
 * is planned or runs, and once it is closed.
 */
export async function chooseForRows(
  db: Database,
  { installationId, rows, option }: Choice,
): Promise<Chosen> {
  return db.transaction(async (tx) => {
    const found = await lockImport(tx, { installationId });
    if (!found || !CHOOSABLE.includes(found.status)) {
      throw new AppError({ code: "import.not_now", details: { status: found?.status ?? "none" } });
    }
    const key = { installationId, importId: found.id };
    const total: Chosen = { chosen: 0, left: 0 };
    for await (const chunk of chunksOf(tx, key, rows)) {
      const chosen = await chooseForChunk(tx, key, chunk, option);
      total.chosen += chosen;
      total.left += chunk.length - chosen;
    }
    if (found.status === "finished" && total.chosen > 0) {
      const paused = { status: "paused", finishedAt: null } as const;
      await moveImport(tx, { installationId, from: ["finished"], ...paused });
    }
    return total;
  });
}

async function* chunksOf(
  tx: Database,
  key: ImportKey,
  rows: Choice["rows"],
): AsyncGenerator<ImportRow[]> {
  if ("ids" in rows) {
    for (let at = 0; at < rows.ids.length; at += CHUNK) {
      yield findImportRows(tx, { ...key, ids: rows.ids.slice(at, at + CHUNK) });
    }
    return;
  }
  let after: ImportRowPlace | undefined;
  for (;;) {
    const page = { ...key, filter: rows.filter, limit: CHUNK, ...(after && { after }) };
    const chunk = await listImportRows(tx, page);
    after = chunk.at(-1);
    if (!after) return;
    yield chunk;
  }
}

/** How many were chosen for. */
async function chooseForChunk(
  tx: Database,
  key: ImportKey,
  rows: readonly ImportRow[],
  chosen: ChosenOption,
): Promise<number> {
  const ways = rows.flatMap((row) => {
    const way = wayOf(row, chosen);
    return way && isOpen(row) ? [{ row, way }] : [];
  });
  const taken = await takenKeys(tx, key, ways);
  const updates: ChosenRow[] = [];
  for (const { row, way } of ways) {
    const { action, rackbeatKey, changes } = way;
    const wanted = rackbeatKey === null ? null : keyText(row.kind, rackbeatKey);
    if (wanted !== null && TAKING.includes(action)) {
      const owner = taken.get(wanted);
      if (owner !== undefined && owner !== row.id) continue;
      taken.set(wanted, row.id);
    }
    updates.push({ id: row.id, action, rackbeatKey, changes });
  }
  await updateChosenRows(tx, { ...key, rows: updates });
  return updates.length;
}

type Way = Pick<ImportOption, "action" | "rackbeatKey" | "changes">;

/** Null: the row does not have it, or has more than one of the kind. */
function wayOf(
  { options, proposed }: ImportRow,
  { choice, rackbeatKey }: ChosenOption,
): Way | null {
  if (choice === "proposed") {
    if (proposed === "conflict") return { action: "conflict", rackbeatKey: null, changes: [] };
    // The plan puts its proposal first.
    return options[0] ?? null;
  }
  const fitting = options.filter(
    (option) =>
      option.choice === choice && (rackbeatKey === undefined || option.rackbeatKey === rackbeatKey),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** One that Rackbeat has already is retried or undone: only its stock has failed. */
function isOpen({ state, writtenAt }: ImportRow): boolean {
  return writtenAt === null && (state === "waiting" || state === "failed");
}

async function takenKeys(
  tx: Database,
  key: ImportKey,
  ways: readonly { row: ImportRow; way: Way }[],
): Promise<Map<string, string>> {
  const taken = new Map<string, string>();
  for (const kind of new Set(ways.map(({ row }) => row.kind))) {
    const rackbeatKeys = ways.flatMap(({ row, way }) =>
      row.kind === kind && way.rackbeatKey !== null ? [way.rackbeatKey] : [],
    );
    const found = await listTakenKeys(tx, { ...key, kind, rackbeatKeys });
    for (const [rackbeatKey, rowId] of found) taken.set(keyText(kind, rackbeatKey), rowId);
  }
  return taken;
}

function keyText(kind: ImportKind, rackbeatKey: string): string {
  return `${kind} ${rackbeatKey}`;
}
