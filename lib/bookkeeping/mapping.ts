import type {
  AccountMapping,
  MappingSide,
  VatMapping,
  VatTreatment,
  VatZone,
} from "@/db/schema/mappings";
import type { FikenVatType } from "@/lib/fiken/schemas/vat-types";
import { Exact } from "@/lib/money";
import { vatTypesOf, zeroTreatments } from "./treatment";

/**
 * The user's rules as rows. No product group: an account of lines without a product (freight, text with an amount),
 * a reason for 0 % that holds where a group has none of its own.
 */
export type MappingRows = {
  accounts: Pick<AccountMapping, "side" | "productGroup" | "treatment" | "account" | "vatType">[];
  vat: (Pick<VatMapping, "side" | "zone" | "rate" | "treatment"> &
    Partial<Pick<VatMapping, "productGroup">>)[];
  productGroups: { number: number; name: string }[];
};

export type AccountChoice = { account: string; vatType: FikenVatType };

/** The user's rules as a look-up: nothing found is null, never a default. */
export type Mapping = {
  accountOf(
    side: MappingSide,
    productGroup: number | null,
    treatment: VatTreatment,
  ): AccountChoice | null;
  /** Why a 0 % line of this zone carries no VAT: by the group's own rule, else by the general one. */
  zeroTreatmentOf(
    side: MappingSide,
    zone: VatZone,
    productGroup: number | null,
  ): VatTreatment | null;
  groupNameOf(productGroup: number): string | null;
};

/**
 * Built once, asked per line. A row that contradicts itself (25 % with an exempt VAT type, a 0 % rate with a
 * taxed treatment) counts as missing: the user chooses again rather than books wrong.
 */
export function mappingOf({ accounts, vat, productGroups }: MappingRows): Mapping {
  const choices = new Map<string, AccountChoice>();
  for (const { side, productGroup, treatment, account, vatType } of accounts) {
    const fitting = vatTypesOf(treatment).find((type) => type === vatType.toUpperCase());
    if (!fitting) continue;
    choices.set(cellKey(side, productGroup, treatment), { account, vatType: fitting });
  }

  const treatments = new Map<string, VatTreatment>();
  for (const { side, zone, rate, treatment, productGroup = null } of vat) {
    if (!new Exact(rate).isZero() || !zeroTreatments.includes(treatment)) continue;
    treatments.set(zeroKey(side, zone, productGroup), treatment);
  }

  const names = new Map(productGroups.map(({ number, name }) => [number, name]));
  return {
    accountOf: (side, productGroup, treatment) =>
      choices.get(cellKey(side, productGroup, treatment)) ?? null,
    zeroTreatmentOf: (side, zone, productGroup) =>
      treatments.get(zeroKey(side, zone, productGroup)) ??
      treatments.get(zeroKey(side, zone, null)) ??
      null,
    groupNameOf: (productGroup) => names.get(productGroup) ?? null,
  };
}

function cellKey(side: MappingSide, productGroup: number | null, treatment: VatTreatment): string {
  return `${side}:${productGroup ?? "none"}:${treatment}`;
}

function zeroKey(side: MappingSide, zone: VatZone, productGroup: number | null): string {
  return `${side}:${productGroup ?? "general"}:${zone}`;
}
