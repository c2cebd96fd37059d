import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import {
  type AccountCell,
  saveAccountMappings,
  saveVatMappings,
  type VatCell,
} from "@/db/queries/mappings";
import type { MappingSide, VatTreatment, VatZone } from "@/db/schema/mappings";
import { accountAcceptsPurchase } from "@/lib/bookkeeping/account-vat";
import { suggestPurchaseAccounts } from "@/lib/bookkeeping/purchase-suggestions";
import { suggestAccounts } from "@/lib/bookkeeping/suggestions";
import type { PurchaseTreatment, SalesTreatment } from "@/lib/bookkeeping/treatment";
import { AppError } from "@/lib/errors/app-error";
import type { FikenPurchaseVatType } from "@/lib/fiken/schemas/vat-types";
import { releaseHeld } from "./release";

/** What the user has chosen; what is not named stays as it is, and null empties. */
export type MappingChange = {
  /** Why a 0 % line of the zone carries no VAT, where its group has no reason of its own. */
  zones: { [zone in VatZone]?: SalesTreatment | null | undefined };
  /** A group's own reason, for its 0 % at home. */
  domesticZeros: { productGroup: number; treatment: SalesTreatment | null }[];
  cells: { productGroup: number | null; treatment: SalesTreatment; account: string | null }[];
  purchase?: PurchaseChange | undefined;
};

/** The same for purchases. */
export type PurchaseChange = {
  zones: { [zone in VatZone]?: PurchaseZero | null | undefined };
  cells: {
    productGroup: number | null;
    treatment: PurchaseTreatment;
    account: string | null;
    /** Of `import` the user's choice; otherwise the account decides. */
    vatType?: FikenPurchaseVatType | undefined;
  }[];
};
type PurchaseZero = Extract<PurchaseTreatment, "none" | "import">;
type Chart = readonly { code: string; name: string }[];

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
  const accounts = [
    ...change.cells.map((cell) => toAccountCell(cell, chart)),
    ...(change.purchase?.cells ?? []).map((cell) => toPurchaseCell(cell, chart)),
  ];
  return db.transaction(async (tx) => {
    await saveVatMappings(tx, { installationId, rows: vatCellsOf(change) });
    await saveAccountMappings(tx, { installationId, rows: accounts });
    return releaseHeld(tx, { installationId, curedBy: "mapping" });
  });
}

function vatCellsOf({ zones, domesticZeros, purchase }: MappingChange): VatCell[] {
  const zero = { side: "sales", rate: "0" } as const;
  return [
    ...zoneCells("sales", zones),
    ...domesticZeros.map((own) => ({ ...zero, zone: "domestic" as const, ...own })),
    ...zoneCells("purchase", purchase?.zones ?? {}),
  ];
}

function zoneCells(
  side: MappingSide,
  zones: { [zone in VatZone]?: VatTreatment | null | undefined },
): VatCell[] {
  // Safe: the type has zones alone as keys.
  const general = Object.entries(zones) as [VatZone, VatTreatment | null | undefined][];
  return general.flatMap(([zone, treatment]) =>
    treatment === undefined ? [] : [{ side, rate: "0", zone, treatment }],
  );
}

function toAccountCell(
  { productGroup, treatment, account }: MappingChange["cells"][number],
  chart: Chart,
): AccountCell {
  const cell = { side: "sales" as const, productGroup, treatment };
  if (account === null) return { ...cell, account };
  const accepted = suggestAccounts(null, treatment, chart).find((one) => one.account === account);
  if (accepted) return { ...cell, account, vatType: accepted.vatType };
  throw accountRefused(account);
}

function toPurchaseCell(
  { productGroup, treatment, account, vatType }: PurchaseChange["cells"][number],
  chart: Chart,
): AccountCell {
  const cell = { side: "purchase" as const, productGroup, treatment };
  if (account === null) return { ...cell, account };
  const offered = suggestPurchaseAccounts(null, treatment, chart);
  const accepted = offered.find((one) => one.account === account);
  const chosen = vatType ?? accepted?.vatType;
  if (!accepted || !chosen || accountAcceptsPurchase(account, chosen) === "no") {
    throw accountRefused(account);
  }
  return { ...cell, account, vatType: chosen };
}

function accountRefused(account: string): AppError {
  return new AppError({ code: "fiken.account_refused", details: { message: account } });
}
