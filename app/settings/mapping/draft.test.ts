import { expect, test } from "vitest";
import { cellsOf, countUnmapped } from "./cells";
import { changeOf, EMPTY_DRAFT, shownAccount, zonesWithoutVat } from "./draft";
import type { MappingGroup, MappingState } from "./mapping-state";

const aGroup = (overrides: Partial<MappingGroup> = {}): MappingGroup => ({
  number: 1,
  name: "Kaffe",
  zones: { domestic: "medium", domestic_exempt: "zero", eu: "zero", abroad: "zero" },
  saved: {},
  proposals: {},
  ...overrides,
});

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
});

test("a group has a cell for each treatment its lines can have, and needs the one at home", () => {
  expect(cellsOf(aGroup(), { domestic_exempt: "outside", eu: "export", abroad: "export" })).toEqual(
    [
      { treatment: "medium", isRequired: true },
      { treatment: "export", isRequired: false },
      { treatment: "outside", isRequired: false },
    ],
  );
});

test("a zone whose rate is none of the law's, or unknown, has no cell", () => {
  const zones = { domestic: null, domestic_exempt: null, eu: null, abroad: null };
  expect(cellsOf(aGroup({ zones }), {})).toEqual([]);
});

test("a proposal is shown as one, until it is saved or changed", () => {
  const group = aGroup({ proposals: { medium: { account: "3030", reason: "usual" } } });
  expect(shownAccount(group, "medium", EMPTY_DRAFT)).toEqual({ account: "3030", isProposal: true });
  const changed = { accounts: { "1:medium": "3040" }, zones: {} };
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
    cells: [{ productGroup: 1, treatment: "export", account: "3110" }],
  });
});

test("an emptied cell is sent as empty", () => {
  const mapping = aMapping(aGroup({ saved: { medium: "3030" } }));
  const { cells } = changeOf(mapping, { accounts: { "1:medium": "" }, zones: {} });
  expect(cells).toEqual([{ productGroup: 1, treatment: "medium", account: null }]);
});

test("only zones in which something is sold without VAT have a choice", () => {
  expect(zonesWithoutVat(aMapping(aGroup()))).toEqual(["domestic_exempt", "eu", "abroad"]);
});

test("what sales at home lack is counted, a proposal not being a choice", () => {
  const proposals = { medium: { account: "3030", reason: "usual" as const } };
  expect(countUnmapped(aMapping(aGroup({ proposals })))).toBe(1);
  expect(countUnmapped(aMapping(aGroup({ saved: { medium: "3030" } })))).toBe(0);
});
