import { cellsOf, PROPOSED_ZONES, type ZoneChoices } from "./cells";
import {
  type MappingChange,
  type MappingGroup,
  type MappingState,
  type Treatment,
  ZONES,
  type Zone,
} from "./mapping-state";

/** What the user has changed and not saved: by cell, and by zone. */
export type Draft = { accounts: Record<string, string>; zones: ZoneChoices };

export const EMPTY_DRAFT: Draft = { accounts: {}, zones: {} };

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

/** What a zone shows, by the same order. */
export function shownZone(zone: Zone, mapping: MappingState, draft: Draft) {
  const chosen = draft.zones[zone] ?? mapping.zones[zone];
  return { treatment: chosen ?? PROPOSED_ZONES[zone], isProposal: chosen === undefined };
}

export function zoneChoices(mapping: MappingState, draft: Draft): ZoneChoices {
  return { ...mapping.zones, ...draft.zones };
}

/** Zones in which some group is sold without VAT: only there is a choice to make. */
export function zonesWithoutVat({ groups }: MappingState): Zone[] {
  return ZONES.filter((zone) => groups.some((group) => group.zones[zone] === "zero"));
}

/** Everything that is shown and not saved yet: the user's changes, and the proposals taken over by saving. */
export function changeOf(mapping: MappingState, draft: Draft): MappingChange {
  const zones = Object.fromEntries(
    zonesWithoutVat(mapping)
      .map((zone) => [zone, shownZone(zone, mapping, draft).treatment] as const)
      .filter(([zone, treatment]) => mapping.zones[zone] !== treatment),
  );
  const choices = zoneChoices(mapping, draft);
  const cells = mapping.groups.flatMap((group) =>
    cellsOf(group, choices).flatMap(({ treatment }) => {
      const { account } = shownAccount(group, treatment, draft);
      if (account === (group.saved[treatment] ?? "")) return [];
      return [{ productGroup: group.number, treatment, account: account === "" ? null : account }];
    }),
  );
  return { zones, cells };
}
