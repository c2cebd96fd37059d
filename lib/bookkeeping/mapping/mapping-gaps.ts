import type { MappingSide } from "@/db/schema/mappings";
import type { Mapping } from "./mapping";
import { type PurchaseTreatment, type SalesTreatment, treatmentOfRate } from "./treatment";

/** A product group as the mapping needs it; `number` null: lines without a product, at home at 25 %. */
export type UsedGroup = {
  number: number | null;
  name: string;
  /** Percent. */
  vatDomestic: string | null;
};

/** What sales or purchases at home of a group lack: an account, or (treatment null) the reason for 0 %. */
export type MappingGap = {
  side: MappingSide;
  productGroup: number | null;
  groupName: string;
  treatment: SalesTreatment | PurchaseTreatment | null;
};

/** Freight and text with an amount: at home at 25 %. */
export const LINES_WITHOUT_PRODUCT: UsedGroup = { number: null, name: "", vatDomestic: "25" };

/**
 * What has to be chosen before documents of these groups can be booked. What is sold abroad or without VAT is needed
 * only by who does so: there its documents wait. A rate that is no rate of the law is Rackbeat's to put right.
 */
export function listMappingGaps(
  side: MappingSide,
  groups: readonly UsedGroup[],
  mapping: Mapping,
): MappingGap[] {
  return groups.flatMap((group): MappingGap[] => {
    const { number: productGroup, name: groupName, vatDomestic } = group;
    if (vatDomestic === null) return [];
    const gap = { side, productGroup, groupName };
    const isZero = Number(vatDomestic) === 0;
    const treatment = isZero ? zeroTreatmentOf(side, group, mapping) : treatmentOfRate(vatDomestic);
    if (treatment === null) return isZero ? [{ ...gap, treatment }] : [];
    return mapping.accountOf(side, productGroup, treatment) ? [] : [{ ...gap, treatment }];
  });
}

/** At home a purchase without VAT is what it looks like; why a sale has none, only the user knows. */
function zeroTreatmentOf(
  side: MappingSide,
  { number }: UsedGroup,
  mapping: Mapping,
): MappingGap["treatment"] {
  const chosen = mapping.zeroTreatmentOf(side, "domestic", number);
  return chosen ?? (side === "purchase" ? "none" : null);
}
