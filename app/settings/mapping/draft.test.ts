import { expect, test } from "vitest";
import { cellsOf, countUnmapped } from "./cells";
import {
  acceptAll,
  changeOf,
  chosenAccount,
  countProposals,
  EMPTY_DRAFT,
  openProposal,
  proposedDomesticZero,
  proposedZone,
  rulesOf,
} from "./draft";
import type { MappingGroup, MappingState } from "./mapping-state";

const aGroup = (overrides: Partial<MappingGroup> = {}): MappingGroup => ({
  number: 1,
  name: "Kaffe",
  reach: { isNew: false, productCount: 3, documentCount: 0 },
  zones: { domestic: "medium", domestic_exempt: "zero", eu: "zero", abroad: "zero" },
  domesticZero: { saved: null, proposal: null },
  otherTreatments: [],
  saved: {},
  proposals: {},
  ...overrides,
});

const SOLD_WITHOUT_VAT = {
  domestic: "zero",
  domestic_exempt: null,
  eu: null,
  abroad: null,
} as const;
const books = (domesticZero: Partial<MappingGroup["domesticZero"]> = {}) =>
  aGroup({
    number: 7,
    name: "Bøker",
    zones: SOLD_WITHOUT_VAT,
    domesticZero: { saved: null, proposal: null, ...domesticZero },
  });
/** Every zone as it is proposed, so that only the groups are left to save. */
const SAVED_ZONES = { domestic_exempt: "exempt", eu: "export", abroad: "export" } as const;

const NO_ACCOUNTS: MappingState["accounts"] = {
  high: [],
  medium: [],
  low: [],
  exempt: [],
  export: [],
  outside: [],
  reverse_charge: [],
};
const aMapping = (group: MappingGroup, zones: MappingState["zones"] = {}): MappingState => ({
  isConnected: true,
  zones,
  groups: [group],
  accounts: NO_ACCOUNTS,
  purchase: {
    ...{ isOn: false, zones: {}, groups: [] },
    accounts: { high: [], medium: [], low: [], none: [], import: [] },
  },
  waiting: [],
});
const usual = (account: string) => ({ account, reason: "usual", confidence: "likely" }) as const;

test("a group has a cell for each treatment its lines can have, and needs the one at home", () => {
  const zones = { domestic_exempt: "outside", eu: "export", abroad: "export" } as const;
  expect(cellsOf(aGroup(), { zones, own: null })).toEqual([
    { treatment: "medium", isRequired: true },
    { treatment: "export", isRequired: false },
    { treatment: "outside", isRequired: false },
  ]);
});

test("a zone whose rate is none of the law's, or unknown, has no cell", () => {
  const zones = { domestic: null, domestic_exempt: null, eu: null, abroad: null };
  expect(cellsOf(aGroup({ zones }), { zones: {}, own: null })).toEqual([]);
});

test("a proposal is none until it is accepted, and is gone once something is chosen", () => {
  const group = aGroup({ proposals: { medium: usual("3030") } });
  expect(chosenAccount(group, "medium", EMPTY_DRAFT)).toBe("");
  expect(openProposal(group, "medium", EMPTY_DRAFT)).toEqual(usual("3030"));
  expect(changeOf(aMapping(group, SAVED_ZONES), EMPTY_DRAFT).cells).toEqual([]);
  const chosen = { ...EMPTY_DRAFT, accounts: { "1:medium": "3040" } };
  expect(chosenAccount(group, "medium", chosen)).toBe("3040");
  expect(openProposal(group, "medium", chosen)).toBeNull();
  const saved = { ...group, saved: { medium: "3063" } };
  expect(chosenAccount(saved, "medium", EMPTY_DRAFT)).toBe("3063");
  expect(openProposal(saved, "medium", EMPTY_DRAFT)).toBeNull();
});

test("all accepted at once is everything that is proposed, and leaves what is chosen", () => {
  const group = aGroup({
    saved: { medium: "3030" },
    proposals: { medium: usual("3040"), export: usual("3110"), exempt: usual("3100") },
  });
  const mapping = aMapping(group, { eu: "export", domestic_exempt: "outside" });
  const chosen = { ...EMPTY_DRAFT, accounts: { "1:outside": "3220" } };
  // Abroad, and the account for it; the group has no lines that are exempt.
  expect(countProposals(mapping, chosen)).toBe(2);
  const accepted = acceptAll(mapping, chosen);
  expect(countProposals(mapping, accepted)).toBe(0);
  expect(changeOf(mapping, accepted)).toEqual({
    zones: { abroad: "export" },
    domesticZeros: [],
    cells: [
      { productGroup: 1, treatment: "export", account: "3110" },
      { productGroup: 1, treatment: "outside", account: "3220" },
    ],
  });
});

test("what waits for a choice goes on with it, and not with one that is emptied", () => {
  const change = {
    zones: { eu: "export", abroad: null },
    domesticZeros: [{ productGroup: 7, treatment: "exempt" }],
    cells: [
      { productGroup: 1, treatment: "high", account: "3000" },
      { productGroup: null, treatment: "high", account: null },
    ],
  } as const;
  const { cells, domesticZeros, zones } = change;
  const mapping = aMapping(aGroup({ saved: { high: "3020" } }));
  const sent = { zones, cells: [...cells], domesticZeros: [...domesticZeros] };
  expect(rulesOf(mapping, sent)).toEqual([
    { kind: "account", side: "sales", productGroup: 1, treatment: "high", replaces: "3020" },
    { kind: "vat", side: "sales", productGroup: 7, zone: "domestic" },
    { kind: "vat", side: "sales", productGroup: null, zone: "eu" },
  ]);
});

test("an emptied cell is sent as empty", () => {
  const mapping = aMapping(aGroup({ saved: { medium: "3030" } }));
  const { cells } = changeOf(mapping, { ...EMPTY_DRAFT, accounts: { "1:medium": "" } });
  expect(cells).toEqual([{ productGroup: 1, treatment: "medium", account: null }]);
});

test("at home nothing is proposed for 0 %, neither in general nor for a group whose name says nothing", () => {
  expect(proposedZone("eu", aMapping(aGroup()), EMPTY_DRAFT)).toBe("export");
  expect(proposedZone("domestic", aMapping(books()), EMPTY_DRAFT)).toBeNull();
  expect(proposedDomesticZero(books(), EMPTY_DRAFT)).toBeNull();
  expect(cellsOf(books(), { zones: SAVED_ZONES, own: null })).toEqual([]);
});

test("a reason that the group's name makes plain is proposed, and accepted with its account", () => {
  const group = books({ proposal: "exempt" });
  expect(proposedDomesticZero(group, EMPTY_DRAFT)).toBe("exempt");
  const mapping = aMapping({ ...group, proposals: { exempt: usual("3100") } }, SAVED_ZONES);
  expect(changeOf(mapping, acceptAll(mapping, EMPTY_DRAFT))).toEqual({
    zones: {},
    domesticZeros: [{ productGroup: 7, treatment: "exempt" }],
    cells: [{ productGroup: 7, treatment: "exempt", account: "3100" }],
  });
});

test("a group's own reason goes before the general one, and an emptied one falls back to it", () => {
  const group = books({ saved: "exempt" });
  const zones = { ...SAVED_ZONES, domestic: "outside" } as const;
  expect(cellsOf(group, { zones, own: "exempt" })).toEqual([
    { treatment: "exempt", isRequired: true },
  ]);
  const emptied = { ...EMPTY_DRAFT, domesticZeros: { 7: null } };
  expect(changeOf(aMapping(group, zones), emptied).domesticZeros).toEqual([
    { productGroup: 7, treatment: null },
  ]);
  expect(cellsOf(group, { zones, own: null })).toEqual([
    { treatment: "outside", isRequired: true },
  ]);
});

test("the general reason at home can be emptied", () => {
  const mapping = aMapping(aGroup(), { ...SAVED_ZONES, domestic: "outside" });
  expect(changeOf(mapping, { ...EMPTY_DRAFT, zones: { domestic: null } }).zones).toEqual({
    domestic: null,
  });
});

test("lines without a product can be mapped at every rate, and need the general one only", () => {
  const freight = aGroup({
    number: null,
    zones: { domestic: "high", domestic_exempt: "zero", eu: "zero", abroad: "zero" },
    otherTreatments: ["medium", "low"],
  });
  const treatments = cellsOf(freight, { zones: { domestic: "outside" }, own: null });
  expect(treatments).toEqual(
    ["high", "medium", "low", "exempt", "export", "outside"].map((treatment) => ({
      treatment,
      isRequired: treatment === "high",
    })),
  );
});

test("what sales at home lack is counted, a proposal not being a choice", () => {
  const proposals = { medium: usual("3030") };
  expect(countUnmapped(aMapping(aGroup({ proposals })))).toBe(1);
  expect(countUnmapped(aMapping(aGroup({ saved: { medium: "3030" } })))).toBe(0);
});

test("a group without VAT at home lacks its reason first, then the account", () => {
  expect(countUnmapped(aMapping(books({ proposal: "exempt" })))).toBe(1);
  expect(countUnmapped(aMapping(books({ saved: "exempt" })))).toBe(1);
  const mapped = { ...books({ saved: "exempt" }), saved: { exempt: "3100" } };
  expect(countUnmapped(aMapping(mapped))).toBe(0);
});

test("a group without products and documents lacks nothing, until it has some", () => {
  const reachOf = (productCount: number | null, documentCount: number) => ({
    ...{ isNew: false, productCount, documentCount },
  });
  expect(countUnmapped(aMapping(aGroup({ reach: reachOf(0, 0) })))).toBe(0);
  expect(countUnmapped(aMapping({ ...books(), reach: reachOf(0, 0) }))).toBe(0);
  expect(countUnmapped(aMapping(aGroup({ reach: reachOf(0, 1) })))).toBe(1);
  // Rackbeat does not tell.
  expect(countUnmapped(aMapping(aGroup({ reach: reachOf(null, 0) })))).toBe(1);
});
