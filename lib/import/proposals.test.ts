import { expect, test } from "vitest";
import { groupOfAccount } from "./group-proposals";
import { type Available, proposeChoices, termsOfDays } from "./proposals";

const terms = (number: number, days: number | null, type: string | null = "net") => ({
  ...{ number, days, type },
  name: `${number}`,
});

test.each([
  ["the terms of so many days", 14, [terms(1, 14), terms(2, 30)], 1],
  ["none where there are none", 20, [terms(1, 14)], null],
  ["none where there are several", 14, [terms(1, 14), terms(2, 14)], null],
  ["not those that are counted otherwise", 30, [terms(1, 30, "end_of_month")], null],
  ["those whose type is not known", 30, [terms(1, 30, null)], 1],
  ["cash for no days at all", 0, [terms(1, 0, "cash")], 1],
])("days until due tell %s", (_what, days, all, number) => {
  expect(termsOfDays(days, all)).toBe(number);
});

const groups = [
  { number: 1, vatDomestic: "25" },
  { number: 2, vatDomestic: "25.00" },
  { number: 3, vatDomestic: "0" },
  { number: 4, vatDomestic: "15" },
];
const mapping = (
  productGroup: number,
  treatment: "high" | "export" | "exempt",
  account: string,
) => ({
  ...{ side: "sales" as const, productGroup, treatment, account },
  vatType: { high: "HIGH", export: "EXEMPT_IMPORT_EXPORT", exempt: "EXEMPT" }[treatment],
});

test.each([
  ["of the only group that is sold on it", "3010", "HIGH", { group: 2, why: "mapping" }],
  ["of a group that is sold at 0 % at home", "3100", "EXEMPT", { group: 3, why: "mapping" }],
  ["of the only group with the rate", "3030", "MEDIUM", { group: 4, why: "rate" }],
  ["of none where several fit", "3000", "HIGH", { group: null, candidates: [1, 2] }],
  ["of none by what a group has for exports", "3110", "EXEMPT_IMPORT_EXPORT", { group: null }],
])("an account is %s", (_what, account, vatType, expected) => {
  const mappings = [
    mapping(2, "high", "3010"),
    mapping(3, "exempt", "3100"),
    mapping(1, "export", "3110"),
  ];
  expect(groupOfAccount({ account, vatType }, groups, mappings)).toMatchObject(expected);
});

const NOTHING: Available = {
  ...{ customerGroups: [], supplierGroups: [], productGroups: [], paymentTerms: [] },
  ...{ layouts: [], units: [], locations: [], vatZones: [] },
};

test("a kind is proposed only where the agreement has what it needs", () => {
  const named = [{ number: 7, name: "Alle" }];
  const { choices, missing } = proposeChoices(
    { ...NOTHING, customerGroups: named, paymentTerms: [terms(3, 14)] },
    [],
    [],
  );
  expect(choices).toMatchObject({
    ...{ kinds: ["customer"], supplier: null, product: null },
    customer: { group: 7, paymentTerms: 3, layout: null, vatZone: "domestic" },
  });
  expect(missing.map(({ kind }) => kind)).toEqual(["supplier_group", "product_group", "unit"]);
});

test("where there is a choice, what Fiken uses most is proposed, and why", () => {
  const { choices, reasons } = proposeChoices(
    {
      ...NOTHING,
      customerGroups: [{ number: 7, name: "Alle" }],
      paymentTerms: [terms(3, 14), terms(4, 30)],
    },
    [],
    [
      { days: 21, count: 9, paymentTerms: null },
      { days: 30, count: 5, paymentTerms: 4 },
    ],
  );
  expect(choices.customer?.paymentTerms).toBe(4);
  expect(reasons).toContainEqual({ field: "customer.paymentTerms", why: "most_used_in_fiken" });
  expect(reasons).toContainEqual({ field: "customer.group", why: "only_one" });
});
