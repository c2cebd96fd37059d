import type { AccountCell, VatCell } from "@/db/queries/mappings";
import type { MappingSide, VatTreatment, VatZone } from "@/db/schema/mappings";
import { accountAcceptsPurchase } from "@/lib/bookkeeping/mapping/account-vat";
import { suggestPurchaseAccounts } from "@/lib/bookkeeping/mapping/purchase-suggestions";
import { suggestAccounts } from "@/lib/bookkeeping/mapping/suggestions";
import type { PurchaseTreatment, SalesTreatment } from "@/lib/bookkeeping/mapping/treatment";
import { AppError } from "@/lib/errors/app-error";
import type { FikenPurchaseVatType } from "@/lib/fiken/schemas/vat-types";

/** What the user has chosen; what is not named stays as it is, and null empties. */
export type MappingChange = {
  /** Why a 0 % line of the zone carries no VAT, where its group has no reason of its own. */
  zones: { [zone in VatZone]?: SalesTreatment | null | undefined };
  /** A group's own reason, for its 0 % at home. */
  domesticZeros: { productGroup: number; treatment: SalesTreatment | null }[];
  cells: SalesCell[];
  purchase?: PurchaseChange | undefined;
};

/** The same for purchases. */
type PurchaseChange = {
  zones: { [zone in VatZone]?: PurchaseZero | null | undefined };
  cells: PurchaseCell[];
};

type SalesCell = { productGroup: number | null; treatment: SalesTreatment; account: string | null };
type PurchaseCell = {
  productGroup: number | null;
  treatment: PurchaseTreatment;
  account: string | null;
  /** Of `import` the user's choice; otherwise the account decides. */
  vatType?: FikenPurchaseVatType | undefined;
};
type PurchaseZero = Extract<PurchaseTreatment, "none" | "import">;
type Chart = readonly { code: string; name: string }[];

/** Rules of the mapping to be written. */
export type MappingCells = { accounts: AccountCell[]; vat: VatCell[] };

/** The rules that the change sets. Throws `fiken.account_refused` for a pair that Fiken would not take. */
export function cellsOf(change: MappingChange, chart: Chart): MappingCells {
  return {
    accounts: [
      ...change.cells.map((cell) => salesCellOf(cell, chart)),
      ...(change.purchase?.cells ?? []).map((cell) => purchaseCellOf(cell, chart)),
    ],
    vat: vatCellsOf(change),
  };
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

/** Throws `fiken.account_refused` where the chart lacks the account, or Fiken takes no such VAT on it. */
export function salesCellOf(
  { productGroup, treatment, account }: SalesCell,
  chart: Chart,
): AccountCell {
  const cell = { side: "sales" as const, productGroup, treatment };
  if (account === null) return { ...cell, account };
  const accepted = suggestAccounts(null, treatment, chart).find((one) => one.account === account);
  if (accepted) return { ...cell, account, vatType: accepted.vatType };
  throw accountRefused(account);
}

/** The same of purchases. */
export function purchaseCellOf(
  { productGroup, treatment, account, vatType }: PurchaseCell,
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

export function accountRefused(account: string): AppError {
  return new AppError({ code: "fiken.account_refused", details: { message: account } });
}
