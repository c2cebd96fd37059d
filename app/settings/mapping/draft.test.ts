import { expect, test } from "vitest";
import { cellsOf, countUnmapped } from "./cells";
import { changeOf, EMPTY_DRAFT, shownAccount, shownDomesticZero, shownZone } from "./draft";
import type { MappingGroup, MappingState } from "./mapping-state";

const aGroup = (overrides: Partial<MappingGroup> = {}): MappingGroup => ({
  number: 1,
  name: "Kaffe",
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
});

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

test("a proposal is shown as one, until it is saved or changed", () => {
  const group = aGroup({ proposals: { medium: { account: "3030", reason: "usual" } } });
  expect(shownAccount(group, "medium", EMPTY_DRAFT)).toEqual({ account: "3030", isProposal: true });
  const changed = { ...EMPTY_DRAFT, accounts: { "1:medium": "3040" } };
  expect(shownAccount(group, "medium", changed)).toEqual({ account: "3040", isProposal: false });
  const saved = { ...group, saved: { medium: "3063" } };
  expect(shownAccount(saved, "medium", EMPTY_DRAFT)).toEqual({
    account: "3063",
    isProposal: false,
  });
});

test("saving takes over what is shown and sends nothing that stands already", () => {
  const group = aGroup({
    saved: { medium: "3030" },
    proposals: { export: { account: "3110", reason: "usual" } },
  });
  const mapping = aMapping(group, { eu: "export", domestic_exempt: "exempt" });
  expect(changeOf(mapping, EMPTY_DRAFT)).toEqual({
    zones: { abroad: "export" },
    domesticZeros: [],
    cells: [{ productGroup: 1, treatment: "export", account: "3110" }],
  });
});

test("an emptied cell is sent as empty", () => {
  const mapping = aMapping(aGroup({ saved: { medium: "3030" } }));
  const { cells } = changeOf(mapping, { ...EMPTY_DRAFT, accounts: { "1:medium": "" } });
  expect(cells).toEqual([{ productGroup: 1, treatment: "medium", account: null }]);
});

test("at home nothing is proposed for 0 %, neither in general nor for a group whose name says nothing", () => {
  expect(shownZone("eu", aMapping(aGroup()), EMPTY_DRAFT)).toEqual({
    treatment: "export",
    isProposal: true,
  });
  expect(shownZone("domestic", aMapping(books()), EMPTY_DRAFT)).toEqual({
    treatment: null,
    isProposal: false,
  });
  expect(cellsOf(books(), { zones: SAVED_ZONES, own: null })).toEqual([]);
  expect(changeOf(aMapping(books(), SAVED_ZONES), EMPTY_DRAFT)).toEqual({
    ...{ zones: {}, domesticZeros: [], cells: [] },
  });
});

test("a reason that the group's name makes plain is shown as a proposal and taken over by saving", () => {
  const group = books({ proposal: "exempt" });
  expect(shownDomesticZero(group, EMPTY_DRAFT)).toEqual({ treatment: "exempt", isProposal: true });
  const withAccount = {
    ...group,
    proposals: { exempt: { account: "3100", reason: "usual" } },
  } as const;
  expect(changeOf(aMapping(withAccount, SAVED_ZONES), EMPTY_DRAFT)).toEqual({
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
  const proposals = { medium: { account: "3030", reason: "usual" as const } };
  expect(countUnmapped(aMapping(aGroup({ proposals })))).toBe(1);
  expect(countUnmapped(aMapping(aGroup({ saved: { medium: "3030" } })))).toBe(0);
});

test("a group without VAT at home lacks its reason first, then the account", () => {
  expect(countUnmapped(aMapping(books({ proposal: "exempt" })))).toBe(1);
  expect(countUnmapped(aMapping(books({ saved: "exempt" })))).toBe(1);
  const mapped = { ...books({ saved: "exempt" }), saved: { exempt: "3100" } };
  expect(countUnmapped(aMapping(mapped))).toBe(0);
});
