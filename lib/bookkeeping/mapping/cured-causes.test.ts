import { expect, test } from "vitest";
import { causeKey } from "@/lib/errors/catalog";
import { goesOn, type SetRule } from "./cured-causes";

const account = (overrides: Partial<Extract<SetRule, { kind: "account" }>> = {}): SetRule => ({
  ...{ kind: "account", side: "sales", productGroup: 2, treatment: "high" },
  ...overrides,
});
const vat = (overrides: Partial<Extract<SetRule, { kind: "vat" }>> = {}): SetRule => ({
  ...{ kind: "vat", side: "sales", productGroup: null, zone: "domestic" },
  ...overrides,
});
const sales = { side: "sales", treatment: "high" } as const;
const UNMAPPED = causeKey({
  code: "mapping.group_unmapped",
  details: { ...sales, group: 2, groupName: "Møbler" },
});
const DEFAULT = causeKey({ code: "mapping.default_unmapped", details: sales });
const ZERO = causeKey({
  code: "mapping.vat_unmapped",
  details: { side: "sales", zone: "domestic", rate: "0" },
});
const REFUSED = causeKey({ code: "fiken.account_refused", details: { message: "3000: nei" } });
const CLOSED = causeKey({ code: "fiken.not_connected", details: {} });

test.each([
  { name: "the account it asks for", causes: [UNMAPPED], rules: [account()], goes: true },
  { name: "another group's", causes: [UNMAPPED], rules: [account({ productGroup: 3 })] },
  { name: "another treatment's", causes: [UNMAPPED], rules: [account({ treatment: "low" })] },
  { name: "the purchase side's", causes: [UNMAPPED], rules: [account({ side: "purchase" })] },
  { name: "one of two", causes: [UNMAPPED, ZERO], rules: [account()] },
  { name: "both of two", causes: [UNMAPPED, ZERO], rules: [account(), vat()], goes: true },
  { name: "nothing of the mapping", causes: [UNMAPPED, CLOSED], rules: [account()] },
  {
    ...{ name: "lines without a product", causes: [DEFAULT], goes: true },
    rules: [account({ productGroup: null })],
  },
  { name: "a group's, for lines without one", causes: [DEFAULT], rules: [account()] },
  {
    ...{ name: "another for the refused account", causes: [REFUSED], goes: true },
    rules: [account({ replaces: "3000" })],
  },
  { name: "a first account", causes: [REFUSED], rules: [account()] },
  { name: "one for another account", causes: [REFUSED], rules: [account({ replaces: "4300" })] },
  {
    ...{ name: "the refused account's, of a group it is not of", causes: [REFUSED] },
    rules: [account({ replaces: "3000", productGroup: 3 })],
  },
  { name: "a group's own 0 %", causes: [ZERO], rules: [vat({ productGroup: 2 })], goes: true },
  { name: "the 0 % of a group it is not of", causes: [ZERO], rules: [vat({ productGroup: 3 })] },
  { name: "another zone's", causes: [ZERO], rules: [vat({ zone: "eu" })] },
  { name: "no cause at all", causes: [], rules: [account()] },
])("$name: goes on $goes", ({ causes, rules, goes = false }) => {
  expect(goesOn({ causes, productGroups: [2, null] }, rules)).toBe(goes);
});
