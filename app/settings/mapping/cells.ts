import { isInUse } from "@/lib/bookkeeping/mapping/groups-in-use";
import {
  type DomesticZero,
  type MappingGroup,
  type MappingState,
  TREATMENTS,
  type Treatment,
  type ZeroTreatment,
} from "./mapping-state";
import { ZONES, type Zone } from "./zones";

export type ZoneChoices = Partial<Record<Zone, ZeroTreatment | null>>;

/** What each zone's 0 % most often is in Norway: a proposal until the user saves it. At home nothing is usual. */
export const PROPOSED_ZONES: Partial<Record<Zone, ZeroTreatment>> = {
  domestic_exempt: "exempt",
  eu: "export",
  abroad: "export",
};

export type Cell = {
  treatment: Treatment;
  /** Sales at home of a group in use need it; what sells abroad or without VAT is only needed by who does so. */
  isRequired: boolean;
};

/** What counts for 0 %: the zones' general choices, and the group's own at home. */
export type ZeroChoices = { zones: ZoneChoices; own: DomesticZero | null };

/** The treatments that a group's lines can have, in the order of the rates. */
export function cellsOf(group: MappingGroup, zeros: ZeroChoices): Cell[] {
  const atHome = treatmentIn("domestic", group, zeros);
  const inUse = new Set<Treatment | null>([
    ...ZONES.map((zone) => treatmentIn(zone, group, zeros)),
    ...group.otherTreatments,
  ]);
  // Lines without a product have no rate of their own: at 0 % the general choice holds for them.
  if (group.number === null) inUse.add(zeros.zones.domestic ?? null);
  return TREATMENTS.filter((treatment) => inUse.has(treatment)).map((treatment) => ({
    treatment,
    isRequired: treatment === atHome && isInUse(group.reach),
  }));
}

function treatmentIn(zone: Zone, group: MappingGroup, { zones, own }: ZeroChoices) {
  const treatment = group.zones[zone];
  if (treatment !== "zero") return treatment;
  const general = zones[zone] ?? PROPOSED_ZONES[zone] ?? null;
  return zone === "domestic" ? (own ?? general) : general;
}

/** How many choices sales at home still lack, of the groups in use: accounts, and reasons for 0 %. */
export function countUnmapped({ groups, zones }: MappingState): number {
  return groups.reduce((count, group) => {
    const zeros = { zones, own: group.domesticZero.saved };
    const lacksReason =
      group.zones.domestic === "zero" && treatmentIn("domestic", group, zeros) === null;
    if (lacksReason) return isInUse(group.reach) ? count + 1 : count;
    const missing = cellsOf(group, zeros).filter(
      ({ treatment, isRequired }) => isRequired && group.saved[treatment] === undefined,
    );
    return count + missing.length;
  }, 0);
}
