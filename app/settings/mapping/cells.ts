import {
  type MappingGroup,
  type MappingState,
  TREATMENTS,
  type Treatment,
  type ZeroTreatment,
  ZONES,
  type Zone,
} from "./mapping-state";

export type ZoneChoices = Partial<Record<Zone, ZeroTreatment>>;

/** What each zone's 0 % most often is in Norway: a proposal until the user saves it. */
export const PROPOSED_ZONES: Record<Zone, ZeroTreatment> = {
  domestic: "exempt",
  domestic_exempt: "exempt",
  eu: "export",
  abroad: "export",
};

export type Cell = {
  treatment: Treatment;
  /** Sales at home need it; what sells abroad or without VAT is only needed by who does so. */
  isRequired: boolean;
};

/** The treatments that a group's lines can have, in the order of the rates. */
export function cellsOf(group: MappingGroup, choices: ZoneChoices): Cell[] {
  const treatmentIn = (zone: Zone): Treatment | null => {
    const treatment = group.zones[zone];
    return treatment === "zero" ? (choices[zone] ?? PROPOSED_ZONES[zone]) : treatment;
  };
  const inUse = new Set(ZONES.map(treatmentIn));
  const atHome = treatmentIn("domestic");
  return TREATMENTS.filter((treatment) => inUse.has(treatment)).map((treatment) => ({
    treatment,
    isRequired: treatment === atHome,
  }));
}

/** How many accounts sales at home still lack. */
export function countUnmapped({ groups, zones }: MappingState): number {
  return groups.reduce((count, group) => {
    const missing = cellsOf(group, zones).filter(
      ({ treatment, isRequired }) => isRequired && group.saved[treatment] === undefined,
    );
    return count + missing.length;
  }, 0);
}
