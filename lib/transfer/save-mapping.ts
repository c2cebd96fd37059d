import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import {
  type AccountCell,
  saveAccountMappings,
  saveVatMappings,
  type VatCell,
} from "@/db/queries/mappings";
import type { VatZone } from "@/db/schema/mappings";
import { suggestAccounts } from "@/lib/bookkeeping/suggestions";
import type { SalesTreatment } from "@/lib/bookkeeping/treatment";
import { AppError } from "@/lib/errors/app-error";
import { releaseHeld } from "./release";

/** What the user has chosen for sales; what is not named stays as it is, and null empties. */
export type MappingChange = {
  /** Why a 0 % line of the zone carries no VAT, where its group has no reason of its own. */
  zones: { [zone in VatZone]?: SalesTreatment | null | undefined };
  /** A group's own reason, for its 0 % at home. */
  domesticZeros: { productGroup: number; treatment: SalesTreatment | null }[];
  cells: { productGroup: number | null; treatment: SalesTreatment; account: string | null }[];
};

/**
 * Saves what was chosen and lets go on what was held for the want of it; answers how many. Throws
 * `fiken.account_refused` for an account that Fiken would not take with that VAT; then nothing is saved.
 */
export async function saveMapping(
  db: Database,
  { installationId, change }: { installationId: string; change: MappingChange },
): Promise<number> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) throw new AppError({ code: "fiken.not_connected", details: {} });
  const chart = await listChartAccounts(db, { installationId, connectionId: connection.id });
  const accounts = change.cells.map((cell) => toAccountCell(cell, chart));
  return db.transaction(async (tx) => {
    await saveVatMappings(tx, { installationId, rows: vatCellsOf(change) });
    await saveAccountMappings(tx, { installationId, rows: accounts });
    return releaseHeld(tx, { installationId, curedBy: "mapping" });
  });
}

function vatCellsOf({ zones, domesticZeros }: MappingChange): VatCell[] {
  const zero = { side: "sales", rate: "0" } as const;
  // Safe: the type has zones alone as keys.
  const general = Object.entries(zones) as [VatZone, SalesTreatment | null | undefined][];
  return [
    ...general.flatMap(([zone, treatment]) =>
      treatment === undefined ? [] : [{ ...zero, zone, treatment }],
    ),
    ...domesticZeros.map((own) => ({ ...zero, zone: "domestic" as const, ...own })),
  ];
}

function toAccountCell(
  { productGroup, treatment, account }: MappingChange["cells"][number],
  chart: readonly { code: string; name: string }[],
): AccountCell {
  const cell = { side: "sales" as const, productGroup, treatment };
  if (account === null) return { ...cell, account };
  const accepted = suggestAccounts(null, treatment, chart).find((one) => one.account === account);
  if (accepted) return { ...cell, account, vatType: accepted.vatType };
  throw new AppError({ code: "fiken.account_refused", details: { message: account } });
}
