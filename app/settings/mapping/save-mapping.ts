import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import { type AccountCell, saveAccountMappings, saveVatMappings } from "@/db/queries/mappings";
import { suggestAccounts } from "@/lib/bookkeeping/suggestions";
import { AppError } from "@/lib/errors/app-error";
import { releaseHeld } from "@/lib/transfer/release";
import type { MappingChange } from "./mapping-state";

type SaveRequest = { installationId: string; change: MappingChange };

/**
 * Saves what was chosen and lets go on what was held for the want of it; answers how many. Throws
 * `fiken.account_refused` for an account that Fiken would not take with that VAT; then nothing is saved.
 */
export async function saveMapping(
  db: Database,
  { installationId, change }: SaveRequest,
): Promise<number> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) throw new AppError({ code: "fiken.not_connected", details: {} });
  const chart = await listChartAccounts(db, { installationId, connectionId: connection.id });
  const rows = change.cells.map((cell) => toRow(cell, chart));
  return db.transaction(async (tx) => {
    await saveVatMappings(tx, {
      installationId,
      rows: Object.entries(change.zones).map(([zone, treatment]) => ({
        side: "sales",
        // Safe: the schema lets only zones through as keys.
        zone: zone as keyof MappingChange["zones"],
        rate: "0",
        treatment,
      })),
    });
    await saveAccountMappings(tx, { installationId, rows });
    return releaseHeld(tx, { installationId, curedBy: "mapping" });
  });
}

function toRow(
  { productGroup, treatment, account }: MappingChange["cells"][number],
  chart: readonly { code: string; name: string }[],
): AccountCell {
  const cell = { side: "sales" as const, productGroup, treatment };
  if (account === null) return { ...cell, account };
  const accepted = suggestAccounts(null, treatment, chart).find((one) => one.account === account);
  if (accepted) return { ...cell, account, vatType: accepted.vatType };
  throw new AppError({ code: "fiken.account_refused", details: { message: account } });
}
