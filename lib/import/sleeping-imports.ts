import type { Database } from "@/db/client";
import { listInstallationsWithSleepingImport } from "@/db/queries/import-writes";

/** Whoever works on an import shows life with every chunk, and waits no longer than this. */
const SILENT_MS = 2 * 60_000;

/** Of all installations: whose import waits for work, and nobody works on it. */
export function listSleepingImports(
  db: Database,
  { now = new Date() }: { now?: Date } = {},
): Promise<string[]> {
  const silentSince = new Date(now.getTime() - SILENT_MS);
  return listInstallationsWithSleepingImport(db, { silentSince });
}
