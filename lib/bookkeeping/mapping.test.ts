import { expect, test } from "vitest";
import { type MappingRows, mappingOf } from "./mapping";

const sales = { side: "sales", productGroup: 1, treatment: "high" } as const;
const rows: MappingRows = {
  accounts: [
    { ...sales, account: "3000", vatType: "high" },
    { ...sales, productGroup: null, account: "3020", vatType: "HIGH" },
    { ...sales, treatment: "low", account: "3000", vatType: "HIGH" },
  ],
  vat: [
    { side: "sales", zone: "abroad", rate: "0.00", treatment: "export" },
    { side: "sales", zone: "eu", rate: "0", treatment: "high" },
    { side: "sales", zone: "domestic", rate: "25.00", treatment: "exempt" },
  ],
  productGroups: [{ number: 1, name: "Verktøy", vatDomestic: "25.00" }],
};
const mapping = mappingOf(rows);

test("a cell is product group × treatment, its VAT type as Fiken takes it", () => {
  expect(mapping.accountOf("sales", 1, "high")).toEqual({ account: "3000", vatType: "HIGH" });
});

test("lines without a product have a cell of their own", () => {
  expect(mapping.accountOf("sales", null, "high")).toEqual({ account: "3020", vatType: "HIGH" });
});

test.each([
  { name: "another group", ...sales, productGroup: 2 },
  { name: "another side", ...sales, side: "purchase" },
  { name: "another treatment", ...sales, treatment: "export" },
  { name: "a row whose VAT type contradicts its treatment", ...sales, treatment: "low" },
] as const)("$name has no account, not a neighbour's", ({ side, productGroup, treatment }) => {
  expect(mapping.accountOf(side, productGroup, treatment)).toBeNull();
});

test.each([
  { zone: "abroad", treatment: "export", why: "the user's choice" },
  { zone: "eu", treatment: null, why: "0 % cannot be taxed" },
  { zone: "domestic", treatment: null, why: "a row of 25 % says nothing of 0 %" },
] as const)("0 % in zone $zone is $treatment: $why", ({ zone, treatment }) => {
  expect(mapping.zeroTreatmentOf("sales", zone)).toBe(treatment);
});

test("groups have their names, unknown ones none", () => {
  expect([mapping.groupNameOf(1), mapping.groupNameOf(2)]).toEqual(["Verktøy", null]);
});
