import type {
  AccountMapping,
  MappingSide,
  VatMapping,
  VatTreatment,
  VatZone,
} from "@/db/schema/mappings";
import { Exact } from "@/lib/money";
import { fittingVatType, type VatTypes, zeroTreatmentsOf } from "./treatment";

/**
 * The user's rules as rows. No product group: an account of lines without a product (freight, text with an amount),
 * a reason for 0 % that holds where a group has none of its own.
 */
export type MappingRows = {
  accounts: Pick<AccountMapping, "side" | "productGroup" | "treatment" | "account" | "vatType">[];
  vat: (Pick<VatMapping, "side" | "zone" | "rate" | "treatment"> &
    Partial<Pick<VatMapping, "productGroup">>)[];
  /** The rate is percent. */
  productGroups: { number: number; name: string; vatDomestic: string | null }[];
};

export type AccountChoice<Side extends MappingSide = MappingSide> = {
  account: string;
  vatType: VatTypes[Side];
};

/** The user's rules as a look-up: nothing found is null, never a default. */
export type Mapping = {
  accountOf<Side extends MappingSide>(
    side: Side,
    productGroup: number | null,
    treatment: VatTreatment,
  ): AccountChoice<Side> | null;
  /** Why a 0 % line of this zone carries no VAT: by the group's own rule, else by the general one. */
  zeroTreatmentOf(
    side: MappingSide,
    zone: VatZone,
    productGroup: number | null,
  ): VatTreatment | null;
  groupNameOf(productGroup: number): string | null;
  /** The group's rate at home, in percent. */
  domesticRateOf(productGroup: number): string | null;
};

/**
 * Built once, asked per line. A row that contradicts itself (25 % with an exempt VAT type, a 0 % rate with a
 * taxed treatment) counts as missing: the user chooses again rather than books wrong.
 */
export function mappingOf({ accounts, vat, productGroups }: MappingRows): Mapping {
  const choices = {
    sales: choicesOf("sales", accounts),
    purchase: choicesOf("purchase", accounts),
  };
  const treatments = new Map<string, VatTreatment>();
  for (const { side, zone, rate, treatment, productGroup = null } of vat) {
    if (!new Exact(rate).isZero() || !zeroTreatmentsOf(side).includes(treatment)) continue;
    treatments.set(zeroKey(side, zone, productGroup), treatment);
  }

  const groups = new Map(productGroups.map((group) => [group.number, group]));
  return {
    accountOf: (side, productGroup, treatment) =>
      choicesFor(choices, side).get(cellKey(productGroup, treatment)) ?? null,
    zeroTreatmentOf: (side, zone, productGroup) =>
      treatments.get(zeroKey(side, zone, productGroup)) ??
      treatments.get(zeroKey(side, zone, null)) ??
      null,
    groupNameOf: (productGroup) => groups.get(productGroup)?.name ?? null,
    domesticRateOf: (productGroup) => groups.get(productGroup)?.vatDomestic ?? null,
  };
}

type Choices = { [Side in MappingSide]: Map<string, AccountChoice<Side>> };

function choicesFor<Side extends MappingSide>(choices: Choices, side: Side): Choices[Side] {
  return choices[side];
}

function choicesOf<Side extends MappingSide>(
  side: Side,
  rows: MappingRows["accounts"],
): Map<string, AccountChoice<Side>> {
  return new Map(
    rows.flatMap(({ productGroup, treatment, account, ...row }) => {
      const vatType = row.side === side ? fittingVatType(side, treatment, row.vatType) : null;
      return vatType ? [[cellKey(productGroup, treatment), { account, vatType }]] : [];
    }),
  );
}

function cellKey(productGroup: number | null, treatment: VatTreatment): string {
  return `${productGroup ?? "none"}:${treatment}`;
}

function zeroKey(side: MappingSide, zone: VatZone, productGroup: number | null): string {
  return `${side}:${productGroup ?? "general"}:${zone}`;
}
