import type { SetRule } from "@/lib/bookkeeping/mapping/cured-causes";
import { cellsOf, PROPOSED_ZONES, type ZeroChoices, type ZoneChoices } from "./cells";
import type {
  DomesticZero,
  MappingChange,
  MappingGroup,
  MappingState,
  Treatment,
  ZeroTreatment,
} from "./mapping-state";
import type { Proposal } from "./proposal";
import { ZONES, type Zone } from "./zones";

/** What the user has chosen and not saved: by cell, by zone, and by group for its 0 % at home. */
export type Draft = {
  accounts: Record<string, string>;
  zones: ZoneChoices;
  domesticZeros: Record<number, DomesticZero | null>;
};

export const EMPTY_DRAFT: Draft = { accounts: {}, zones: {}, domesticZeros: {} };

export function cellKey(group: MappingGroup, treatment: Treatment): string {
  return `${group.number ?? "none"}:${treatment}`;
}

/** What a cell shows: the user's choice, else what is saved; "" for none. A proposal is none until it is accepted. */
export function chosenAccount(group: MappingGroup, treatment: Treatment, draft: Draft): string {
  return draft.accounts[cellKey(group, treatment)] ?? group.saved[treatment] ?? "";
}

/** What is proposed where nothing is chosen. */
export function openProposal(
  group: MappingGroup,
  treatment: Treatment,
  draft: Draft,
): Proposal | null {
  if (chosenAccount(group, treatment, draft) !== "") return null;
  return group.proposals[treatment] ?? null;
}

/** What a zone's 0 % is by choice; null where there is none. */
export function chosenZone(zone: Zone, mapping: MappingState, draft: Draft): ZeroTreatment | null {
  const changed = draft.zones[zone];
  return (changed === undefined ? mapping.zones[zone] : changed) ?? null;
}

export function proposedZone(
  zone: Zone,
  mapping: MappingState,
  draft: Draft,
): ZeroTreatment | null {
  return chosenZone(zone, mapping, draft) === null ? (PROPOSED_ZONES[zone] ?? null) : null;
}

/** Why a group has 0 % at home by its own choice; null where it has none. */
export function chosenDomesticZero(
  { number, domesticZero }: MappingGroup,
  { domesticZeros }: Draft,
): DomesticZero | null {
  const changed = number === null ? undefined : domesticZeros[number];
  return changed === undefined ? domesticZero.saved : changed;
}

export function proposedDomesticZero(group: MappingGroup, draft: Draft): DomesticZero | null {
  if (chosenDomesticZero(group, draft) !== null) return null;
  return group.zones.domestic === "zero" ? group.domesticZero.proposal : null;
}

/** The choices for a group's 0 %, with what is chosen and else what is proposed: so its cells are there to fill. */
export function shownZeros(group: MappingGroup, mapping: MappingState, draft: Draft): ZeroChoices {
  return {
    zones: { ...mapping.zones, ...draft.zones },
    own: chosenDomesticZero(group, draft) ?? proposedDomesticZero(group, draft),
  };
}

/** The draft with every open proposal in it. */
export function acceptAll(mapping: MappingState, draft: Draft): Draft {
  const zones = { ...draft.zones };
  for (const zone of ZONES) {
    const proposed = proposedZone(zone, mapping, draft);
    if (proposed) zones[zone] = proposed;
  }
  const domesticZeros = { ...draft.domesticZeros };
  const accounts = { ...draft.accounts };
  for (const group of mapping.groups) {
    const zero = proposedDomesticZero(group, draft);
    if (zero && group.number !== null) domesticZeros[group.number] = zero;
    for (const { treatment } of cellsOf(group, shownZeros(group, mapping, draft))) {
      const proposal = openProposal(group, treatment, draft);
      if (proposal) accounts[cellKey(group, treatment)] = proposal.account;
    }
  }
  return { accounts, zones, domesticZeros };
}

export function countProposals(mapping: MappingState, draft: Draft): number {
  return (
    ZONES.filter((zone) => proposedZone(zone, mapping, draft)).length +
    mapping.groups.reduce((sum, group) => {
      const cells = cellsOf(group, shownZeros(group, mapping, draft));
      const open = cells.filter(({ treatment }) => openProposal(group, treatment, draft));
      return sum + open.length + (proposedDomesticZero(group, draft) ? 1 : 0);
    }, 0)
  );
}

/** What saving sends: the choices that are others than those saved. */
export function changeOf(mapping: MappingState, draft: Draft): MappingChange {
  const zones = Object.fromEntries(
    ZONES.map((zone) => [zone, chosenZone(zone, mapping, draft)] as const).filter(
      ([zone, treatment]) => treatment !== (mapping.zones[zone] ?? null),
    ),
  );
  return {
    zones,
    domesticZeros: mapping.groups.flatMap((group) => changedZeroOf(group, draft)),
    cells: mapping.groups.flatMap((group) => changedCellsOf(group, mapping, draft)),
  };
}

export function countChanges({ cells, domesticZeros, zones }: MappingChange): number {
  return cells.length + domesticZeros.length + Object.keys(zones).length;
}

/** What the change gives a value: what waited for it goes on. */
export function rulesOf(
  { groups }: Pick<MappingState, "groups">,
  { cells, domesticZeros, zones }: MappingChange,
): SetRule[] {
  const side = "sales";
  const savedIn = (of: MappingChange["cells"][number]) =>
    groups.find(({ number }) => number === of.productGroup)?.saved[of.treatment];
  return [
    ...cells.flatMap((cell): SetRule[] => {
      const { account, productGroup, treatment } = cell;
      if (account === null) return [];
      return [{ kind: "account", side, productGroup, treatment, replaces: savedIn(cell) }];
    }),
    ...domesticZeros.flatMap(({ productGroup, treatment }): SetRule[] =>
      treatment === null ? [] : [{ kind: "vat", side, productGroup, zone: "domestic" }],
    ),
    ...ZONES.flatMap((zone): SetRule[] =>
      zones[zone] ? [{ kind: "vat", side, productGroup: null, zone }] : [],
    ),
  ];
}

function changedZeroOf(group: MappingGroup, draft: Draft): MappingChange["domesticZeros"] {
  const { number: productGroup, zones, domesticZero } = group;
  if (productGroup === null || zones.domestic !== "zero") return [];
  const treatment = chosenDomesticZero(group, draft);
  return treatment === domesticZero.saved ? [] : [{ productGroup, treatment }];
}

function changedCellsOf(
  group: MappingGroup,
  mapping: MappingState,
  draft: Draft,
): MappingChange["cells"] {
  return cellsOf(group, shownZeros(group, mapping, draft)).flatMap(({ treatment }) => {
    const account = chosenAccount(group, treatment, draft);
    if (account === (group.saved[treatment] ?? "")) return [];
    return [{ productGroup: group.number, treatment, account: account === "" ? null : account }];
  });
}
