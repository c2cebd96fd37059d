import { expect, test } from "vitest";
import { countUnmappedPurchases, purchaseCellsOf } from "./purchase-cells";
import {
  acceptAllPurchases,
  countPurchaseProposals,
  EMPTY_PURCHASE_DRAFT,
  openPurchaseProposal,
  purchaseChangeOf,
  purchaseRulesOf,
  shownImportType,
} from "./purchase-draft";
import type { PurchaseGroup, PurchaseState } from "./purchase-state";

const aGroup = (overrides: Partial<PurchaseGroup> = {}): PurchaseGroup => ({
  ...{ number: 1, name: "Møbler", atHome: "high", otherTreatments: [], saved: {}, proposals: {} },
  importType: { saved: null, proposal: null },
  reach: { isNew: false, productCount: 3, documentCount: 0 },
  ...overrides,
});
const usual = (account: string) => ({ account, reason: "usual", confidence: "likely" }) as const;
const SAVED_ZONES: PurchaseState["zones"] = {
  ...{ domestic: "none", domestic_exempt: "none", eu: "import", abroad: "import" },
};
const aState = (group: PurchaseGroup, overrides: Partial<PurchaseState> = {}): PurchaseState => ({
  ...{ isOn: true, zones: SAVED_ZONES, groups: [group] },
  accounts: { high: [], medium: [], low: [], none: [], import: [] },
  ...overrides,
});
const cellsOf = (...asked: Parameters<typeof purchaseCellsOf>) =>
  purchaseCellsOf(...asked).map(
    ({ treatment, isRequired }) => `${treatment}${isRequired ? "!" : ""}`,
  );

test("a group has its rate at home and what 0 % is, and needs the one at home", () => {
  expect(cellsOf(aGroup(), SAVED_ZONES)).toEqual(["high!", "none", "import"]);
  expect(cellsOf(aGroup({ atHome: "zero" }), SAVED_ZONES)).toEqual(["none!", "import"]);
  expect(cellsOf(aGroup({ atHome: null }), SAVED_ZONES)).toEqual(["none", "import"]);
  const noneAbroad = { ...SAVED_ZONES, eu: "none", abroad: "none" } as const;
  expect(cellsOf(aGroup(), noneAbroad)).toEqual(["high!", "none"]);
});

test("all accepted at once is everything that is proposed, and leaves what is saved", () => {
  const group = aGroup({
    saved: { high: "4300" },
    proposals: { high: usual("4000"), none: usual("4300"), import: usual("4300") },
    importType: { saved: null, proposal: "HIGH_BASIS" },
  });
  const state = aState(group, { zones: { eu: "import" } });
  expect(purchaseChangeOf(state, EMPTY_PURCHASE_DRAFT)).toEqual({ zones: {}, cells: [] });
  expect(countPurchaseProposals(state, EMPTY_PURCHASE_DRAFT)).toBe(5);
  const accepted = acceptAllPurchases(state, EMPTY_PURCHASE_DRAFT);
  expect(countPurchaseProposals(state, accepted)).toBe(0);
  const change = purchaseChangeOf(state, accepted);
  expect(change).toEqual({
    zones: { domestic: "none", domestic_exempt: "none", abroad: "import" },
    cells: [
      { productGroup: 1, treatment: "none", account: "4300" },
      { productGroup: 1, treatment: "import", account: "4300", vatType: "HIGH_BASIS" },
    ],
  });
  expect(purchaseRulesOf(state, change)).toContainEqual({
    ...{ kind: "account", side: "purchase", productGroup: 1, treatment: "import" },
  });
});

test("what is bought abroad is neither proposed nor saved until it is said what it is", () => {
  const group = aGroup({ number: null, proposals: { import: usual("4300") } });
  expect(openPurchaseProposal(group, "import", EMPTY_PURCHASE_DRAFT)).toBeNull();
  const accounts = { "none:import": "4300" };
  expect(purchaseChangeOf(aState(group), { ...EMPTY_PURCHASE_DRAFT, accounts }).cells).toEqual([]);
  const said = { ...EMPTY_PURCHASE_DRAFT, accounts, importTypes: { none: "NONE" } } as const;
  expect(shownImportType(group, said)).toBe("NONE");
  expect(purchaseChangeOf(aState(group), said).cells).toEqual([
    { productGroup: null, treatment: "import", account: "4300", vatType: "NONE" },
  ]);
});

test("another kind of purchase abroad is sent with the account that stands, an emptied cell as empty", () => {
  const group = aGroup({
    saved: { high: "4300", import: "4300" },
    importType: { saved: "HIGH_BASIS", proposal: "HIGH_BASIS" },
  });
  expect(purchaseChangeOf(aState(group), EMPTY_PURCHASE_DRAFT).cells).toEqual([]);
  const draft = {
    ...{ accounts: { "1:high": "" }, zones: {} },
    importTypes: { "1": "NONE_IMPORT_BASIS" },
  } as const;
  expect(purchaseChangeOf(aState(group), draft).cells).toEqual([
    { productGroup: 1, treatment: "high", account: null },
    { productGroup: 1, treatment: "import", account: "4300", vatType: "NONE_IMPORT_BASIS" },
  ]);
});

test("what purchases at home lack is counted where supplier invoices are transferred", () => {
  const groups = [aGroup(), aGroup({ number: 2, saved: { high: "4300" } })];
  expect(countUnmappedPurchases(aState(aGroup(), { groups }))).toBe(1);
  expect(countUnmappedPurchases(aState(aGroup(), { groups, isOn: false }))).toBe(0);
});
