import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import type { MappingOrigin } from "@/db/schema/mapping-changes";
import { AppError } from "@/lib/errors/app-error";
import { cellsOf, type MappingChange } from "./mapping-cells";
import { type MappingWritten, writeMapping } from "./write-mapping";

/**
 * Saves what was chosen, with a line of its history, and lets go on what was held for the want of it. Throws
 * `fiken.account_refused` for an account that Fiken would not take with that VAT; then nothing is saved.
 */
export async function saveMapping(
  db: Database,
  {
    installationId,
    change,
    origin,
    now = new Date(),
  }: { installationId: string; change: MappingChange; origin: MappingOrigin; now?: Date },
): Promise<MappingWritten> {
  const cells = cellsOf(change, await requireChart(db, { installationId }));
  return writeMapping(db, { installationId, cellsFor: () => cells, origin, now });
}

/** The active company's chart of accounts. Throws `fiken.not_connected` where there is none. */
export async function requireChart(db: Database, { installationId }: { installationId: string }) {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) throw new AppError({ code: "fiken.not_connected", details: {} });
  return listChartAccounts(db, { installationId, connectionId: connection.id });
}
