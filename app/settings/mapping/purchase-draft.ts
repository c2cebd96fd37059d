import type { SetRule } from "@/lib/bookkeeping/mapping/cured-causes";
import type { Proposal } from "./proposal";
import { PROPOSED_PURCHASE_ZONES, type PurchaseZones, purchaseCellsOf } from "./purchase-cells";
import type {
  ImportType,
  PurchaseCellTreatment,
  PurchaseChange,
  PurchaseGroup,
  PurchaseState,
  PurchaseZero,
} from "./purchase-state";
import { ZONES, type Zone } from "./zones";

/** What the user has chosen of purchases and not saved: by cell, by group what is bought abroad, by zone. */
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

/** What a cell shows: the user's choice, else what is saved; "" for none. A proposal is none until it is accepted. */
export function chosenPurchaseAccount(
  group: PurchaseGroup,
  treatment: PurchaseCellTreatment,
  draft: PurchaseDraft,
): string {
  return draft.accounts[purchaseCellKey(group, treatment)] ?? group.saved[treatment] ?? "";
}

/** What is proposed where nothing is chosen. What is bought abroad has to be told apart first. */
export function openPurchaseProposal(
  group: PurchaseGroup,
  treatment: PurchaseCellTreatment,
  draft: PurchaseDraft,
): Proposal | null {
  if (chosenPurchaseAccount(group, treatment, draft) !== "") return null;
  if (treatment === "import" && shownImportType(group, draft) === null) return null;
  return group.proposals[treatment] ?? null;
}

/** What a group's purchases abroad are; null where there is neither choice nor proposal. */
export function shownImportType(group: PurchaseGroup, draft: PurchaseDraft): ImportType | null {
  const { saved, proposal } = group.importType;
  return draft.importTypes[groupKey(group)] ?? saved ?? proposal;
}

export function chosenPurchaseZone(
  zone: Zone,
  { zones }: PurchaseState,
  draft: PurchaseDraft,
): PurchaseZero | null {
  const changed = draft.zones[zone];
  return (changed === undefined ? zones[zone] : changed) ?? null;
}

/** The draft with every open proposal in it. */
export function acceptAllPurchases(state: PurchaseState, draft: PurchaseDraft): PurchaseDraft {
  const zones = { ...draft.zones };
  for (const zone of ZONES) {
    zones[zone] = chosenPurchaseZone(zone, state, draft) ?? PROPOSED_PURCHASE_ZONES[zone];
  }
  const accounts = { ...draft.accounts };
  for (const group of state.groups) {
    for (const { treatment } of cellsOf(group, state, draft)) {
      const proposal = openPurchaseProposal(group, treatment, draft);
      if (proposal) accounts[purchaseCellKey(group, treatment)] = proposal.account;
    }
  }
  return { ...draft, accounts, zones };
}

export function countPurchaseProposals(state: PurchaseState, draft: PurchaseDraft): number {
  const zones = ZONES.filter((zone) => chosenPurchaseZone(zone, state, draft) === null);
  return state.groups.reduce((sum, group) => {
    const cells = cellsOf(group, state, draft);
    return (
      sum + cells.filter(({ treatment }) => openPurchaseProposal(group, treatment, draft)).length
    );
  }, zones.length);
}

/** What saving sends: the choices that are others than those saved. */
export function purchaseChangeOf(state: PurchaseState, draft: PurchaseDraft): PurchaseChange {
  return {
    zones: Object.fromEntries(
      ZONES.flatMap((zone) => {
        const chosen = chosenPurchaseZone(zone, state, draft);
        return chosen === (state.zones[zone] ?? null) ? [] : [[zone, chosen]];
      }),
    ),
    cells: state.groups.flatMap((group) => changedCellsOf(group, state, draft)),
  };
}

export function countPurchaseChanges({ cells, zones }: PurchaseChange): number {
  return cells.length + Object.keys(zones).length;
}

/** What the change gives a value: what waited for it goes on. */
export function purchaseRulesOf(
  { groups }: Pick<PurchaseState, "groups">,
  { cells, zones }: PurchaseChange,
): SetRule[] {
  const side = "purchase";
  const replacedBy = ({ productGroup, treatment, account }: PurchaseChange["cells"][number]) => {
    const saved = groups.find(({ number }) => number === productGroup)?.saved[treatment];
    // Of what is bought abroad another type may be chosen on the same account.
    return saved === account ? undefined : saved;
  };
  return [
    ...cells.flatMap((cell): SetRule[] => {
      const { productGroup, treatment, account } = cell;
      if (account === null) return [];
      return [{ kind: "account", side, productGroup, treatment, replaces: replacedBy(cell) }];
    }),
    ...ZONES.flatMap((zone): SetRule[] =>
      zones[zone] ? [{ kind: "vat", side, productGroup: null, zone }] : [],
    ),
  ];
}

function cellsOf(group: PurchaseGroup, { zones }: PurchaseState, draft: PurchaseDraft) {
  return purchaseCellsOf(group, { ...zones, ...draft.zones });
}

function changedCellsOf(
  group: PurchaseGroup,
  state: PurchaseState,
  draft: PurchaseDraft,
): PurchaseChange["cells"] {
  return cellsOf(group, state, draft).flatMap(({ treatment }): PurchaseChange["cells"] => {
    const account = chosenPurchaseAccount(group, treatment, draft);
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
