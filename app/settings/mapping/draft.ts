import { cellsOf, PROPOSED_ZONES, type ZeroChoices, type ZoneChoices } from "./cells";
import type {
  DomesticZero,
  MappingChange,
  MappingGroup,
  MappingState,
  Treatment,
} from "./mapping-state";
import { ZONES, type Zone } from "./zones";

/** What the user has changed and not saved: by cell, by zone, and by group for its 0 % at home. */
export type Draft = {
  accounts: Record<string, string>;
  zones: ZoneChoices;
  domesticZeros: Record<number, DomesticZero | null>;
};

export const EMPTY_DRAFT: Draft = { accounts: {}, zones: {}, domesticZeros: {} };

export function cellKey(group: MappingGroup, treatment: Treatment): string {
  return `${group.number ?? "none"}:${treatment}`;
}

/** What a cell shows: the user's change, else what is saved, else the proposal, which is marked as one. */
export function shownAccount(
  group: MappingGroup,
  treatment: Treatment,
  draft: Draft,
): { account: string; isProposal: boolean } {
  const changed = draft.accounts[cellKey(group, treatment)];
  if (changed !== undefined) return { account: changed, isProposal: false };
  const saved = group.saved[treatment];
  if (saved !== undefined) return { account: saved, isProposal: false };
  const proposal = group.proposals[treatment];
  return { account: proposal?.account ?? "", isProposal: proposal !== undefined };
}

/** What a zone shows, by the same order; null where there is neither choice nor proposal. */
export function shownZone(zone: Zone, mapping: MappingState, draft: Draft) {
  const changed = draft.zones[zone];
  const chosen = changed === undefined ? mapping.zones[zone] : changed;
  if (chosen !== undefined) return { treatment: chosen, isProposal: false };
  const proposal = PROPOSED_ZONES[zone] ?? null;
  return { treatment: proposal, isProposal: proposal !== null };
}

/** Why a group has 0 % at home, by the same order; null where it has no reason of its own. */
export function shownDomesticZero(
  { number, domesticZero: { saved, proposal } }: MappingGroup,
  { domesticZeros }: Draft,
): { treatment: DomesticZero | null; isProposal: boolean } {
  const changed = number === null ? undefined : domesticZeros[number];
  if (changed !== undefined) return { treatment: changed, isProposal: false };
  if (saved !== null) return { treatment: saved, isProposal: false };
  return { treatment: proposal, isProposal: proposal !== null };
}

/** The choices for a group's 0 %, with what is changed and what is proposed. */
export function shownZeros(group: MappingGroup, mapping: MappingState, draft: Draft): ZeroChoices {
  return {
    zones: { ...mapping.zones, ...draft.zones },
    own: shownDomesticZero(group, draft).treatment,
  };
}

/** Everything that is shown and not saved yet: the user's changes, and the proposals taken over by saving. */
export function changeOf(mapping: MappingState, draft: Draft): MappingChange {
  const zones = Object.fromEntries(
    ZONES.map((zone) => [zone, shownZone(zone, mapping, draft).treatment] as const).filter(
      ([zone, treatment]) => treatment !== (mapping.zones[zone] ?? null),
    ),
  );
  return {
    zones,
    domesticZeros: mapping.groups.flatMap((group) => changedZeroOf(group, draft)),
    cells: mapping.groups.flatMap((group) => changedCellsOf(group, mapping, draft)),
  };
}

function changedZeroOf(group: MappingGroup, draft: Draft): MappingChange["domesticZeros"] {
  const { number: productGroup, zones, domesticZero } = group;
  if (productGroup === null || zones.domestic !== "zero") return [];
  const { treatment } = shownDomesticZero(group, draft);
  return treatment === domesticZero.saved ? [] : [{ productGroup, treatment }];
}

function changedCellsOf(
  group: MappingGroup,
  mapping: MappingState,
  draft: Draft,
): MappingChange["cells"] {
  return cellsOf(group, shownZeros(group, mapping, draft)).flatMap(({ treatment }) => {
    const { account } = shownAccount(group, treatment, draft);
    if (account === (group.saved[treatment] ?? "")) return [];
    return [{ productGroup: group.number, treatment, account: account === "" ? null : account }];
  });
}
