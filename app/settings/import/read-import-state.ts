import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import {
  countImportRowsWritten,
  listImportReadCounts,
  listImportRowCounts,
} from "@/db/queries/import-lists";
import { findImport } from "@/db/queries/imports";
import type { Import } from "@/db/schema/imports";
import { explain } from "@/lib/i18n/explain";
import type { Locale } from "@/lib/i18n/locales";
import type { ImportState, ShownImport } from "./import-state";

/** Long enough to even out pauses of a rate limit, short enough to follow a change. */
const PACE_WINDOW_MS = 30_000;
/** A pace measured over less than this says nothing. */
const SHORTEST_WINDOW_MS = 4_000;

type StateRequest = { installationId: string; locale: Locale; now?: Date };

export async function readImportState(
  db: Database,
  { installationId, locale, now = new Date() }: StateRequest,
): Promise<ImportState> {
  const [connection, found] = await Promise.all([
    findActiveConnection(db, { installationId }),
    findImport(db, { installationId }),
  ]);
  return {
    isConnected: connection !== null,
    import: found && (await shownImport(db, { found, locale, now })),
  };
}

async function shownImport(
  db: Database,
  { found, locale, now }: { found: Import; locale: Locale; now: Date },
): Promise<ShownImport> {
  const { id: importId, installationId, status, choices, failure } = found;
  const { finishedAt, closedAt } = found;
  const [counts, read, rowsPerMinute] = await Promise.all([
    listImportRowCounts(db, { installationId, importId }),
    status === "planning" ? listImportReadCounts(db, { installationId, importId }) : [],
    readPace(db, { found, now }),
  ]);
  return {
    ...{ id: importId, status, counts, read, rowsPerMinute, kinds: choices.kinds },
    failure: failure && explain(failure, locale),
    finishedAt: finishedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
  };
}

async function readPace(
  db: Database,
  { found, now }: { found: Import; now: Date },
): Promise<number | null> {
  const { id: importId, installationId, status, startedAt } = found;
  if (status !== "running" || !startedAt) return null;
  const windowMs = Math.min(PACE_WINDOW_MS, now.getTime() - startedAt.getTime());
  if (windowMs < SHORTEST_WINDOW_MS) return null;
  const since = new Date(now.getTime() - windowMs);
  const written = await countImportRowsWritten(db, { installationId, importId, since });
  return written === 0 ? null : Math.round((written * 60_000) / windowMs);
}
