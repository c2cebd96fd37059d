import { isInUse } from "@/lib/bookkeeping/mapping/groups-in-use";
import {
  PURCHASE_TREATMENTS,
  type PurchaseCellTreatment,
  type PurchaseGroup,
  type PurchaseState,
  type PurchaseZero,
} from "./purchase-state";
import { ZONES, type Zone } from "./zones";

export type PurchaseZones = Partial<Record<Zone, PurchaseZero | null>>;

/** What 0 % on a purchase most often is: a proposal until the user saves it. */
export const PROPOSED_PURCHASE_ZONES: Record<Zone, PurchaseZero> = {
  domestic: "none",
  domestic_exempt: "none",
  eu: "import",
  abroad: "import",
};

export type PurchaseCell = {
  treatment: PurchaseCellTreatment;
  /** Purchases at home of a group in use need it; what is bought abroad or without VAT is only needed by who does so. */
  isRequired: boolean;
};

/** The treatments that purchases of a group can have. `zones`: as chosen, the rest as proposed. */
export function purchaseCellsOf(group: PurchaseGroup, zones: PurchaseZones): PurchaseCell[] {
  const zeros = ZONES.map((zone) => zones[zone] ?? PROPOSED_PURCHASE_ZONES[zone]);
  const atHome =
    group.atHome === "zero" ? (zones.domestic ?? PROPOSED_PURCHASE_ZONES.domestic) : group.atHome;
  const inUse = new Set<PurchaseCellTreatment | null>([
    ...[atHome, ...zeros, ...group.otherTreatments],
  ]);
  return PURCHASE_TREATMENTS.filter((treatment) => inUse.has(treatment)).map((treatment) => ({
    treatment,
    isRequired: treatment === atHome && isInUse(group.reach),
  }));
}

/** How many choices purchases at home still lack; none where supplier invoices are not transferred. */
export function countUnmappedPurchases({ isOn, groups, zones }: PurchaseState): number {
  if (!isOn) return 0;
  return groups.reduce((count, group) => {
    const missing = purchaseCellsOf(group, zones).filter(
      ({ treatment, isRequired }) => isRequired && group.saved[treatment] === undefined,
    );
    return count + missing.length;
  }, 0);
}
