import { PROPOSED_PURCHASE_ZONES, type PurchaseZones, purchaseCellsOf } from "./purchase-cells";
import type {
  ImportType,
  PurchaseCellTreatment,
  PurchaseChange,
  PurchaseGroup,
  PurchaseState,
} from "./purchase-state";
import { ZONES, type Zone } from "./zones";

/** What the user has changed of purchases and not saved: by cell, by group what is bought abroad, by zone. */
export type PurchaseDraft = {
  accounts: Record<string, string>;
  importTypes: Record<string, ImportType>;
  zones: PurchaseZones;
};

export const EMPTY_PURCHASE_DRAFT: PurchaseDraft = { accounts: {}, importTypes: {}, zones: {} };

export function groupKey({ number }: PurchaseGroup): string {
  return String(number ?? "none");
}

export function purchaseCellKey(group: PurchaseGroup, treatment: PurchaseCellTreatment): string {
  return `${groupKey(group)}:${treatment}`;
}

/** What a cell shows: the user's change, else what is saved, else the proposal, which is marked as one. */
export function shownPurchaseAccount(
  group: PurchaseGroup,
  treatment: PurchaseCellTreatment,
  draft: PurchaseDraft,
): { account: string; isProposal: boolean } {
  const chosen = draft.accounts[purchaseCellKey(group, treatment)] ?? group.saved[treatment];
  if (chosen !== undefined) return { account: chosen, isProposal: false };
  const proposal = group.proposals[treatment];
  return { account: proposal?.account ?? "", isProposal: proposal !== undefined };
}

/** What a group's purchases abroad are, by the same order; null where there is neither choice nor proposal. */
export function shownImportType(group: PurchaseGroup, draft: PurchaseDraft): ImportType | null {
  const { saved, proposal } = group.importType;
  return draft.importTypes[groupKey(group)] ?? saved ?? proposal;
}

export function shownPurchaseZone(zone: Zone, { zones }: PurchaseState, draft: PurchaseDraft) {
  const chosen = draft.zones[zone] ?? zones[zone];
  return {
    treatment: chosen ?? PROPOSED_PURCHASE_ZONES[zone],
    isProposal: chosen === undefined,
  };
}

/** Everything that is shown and not saved yet: the user's changes, and the proposals taken over by saving. */
export function purchaseChangeOf(state: PurchaseState, draft: PurchaseDraft): PurchaseChange {
  const shown = ZONES.map(
    (zone) => [zone, shownPurchaseZone(zone, state, draft).treatment] as const,
  );
  return {
    zones: Object.fromEntries(shown.filter(([zone, treatment]) => treatment !== state.zones[zone])),
    cells: state.groups.flatMap((group) => changedCellsOf(group, state, draft)),
  };
}

function changedCellsOf(
  group: PurchaseGroup,
  { zones }: PurchaseState,
  draft: PurchaseDraft,
): PurchaseChange["cells"] {
  const cells = purchaseCellsOf(group, { ...zones, ...draft.zones });
  return cells.flatMap(({ treatment }): PurchaseChange["cells"] => {
    const { account } = shownPurchaseAccount(group, treatment, draft);
    const isSame = account === (group.saved[treatment] ?? "");
    const cell = { productGroup: group.number, treatment };
    if (account === "") return isSame ? [] : [{ ...cell, account: null }];
    if (treatment !== "import") return isSame ? [] : [{ ...cell, account }];
    // Without saying what was bought it cannot be saved: the cell says so.
    const vatType = shownImportType(group, draft);
    if (!vatType || (isSame && vatType === group.importType.saved)) return [];
    return [{ ...cell, account, vatType }];
  });
}
