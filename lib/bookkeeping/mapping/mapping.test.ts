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
  expect(mapping.zeroTreatmentOf("sales", zone, 1)).toBe(treatment);
  expect(mapping.zeroTreatmentOf("sales", zone, null)).toBe(treatment);
});

test("at 0 % a group's own rule goes before the general one, in its zone only", () => {
  const home = { side: "sales", zone: "domestic", rate: "0.00" } as const;
  const rules = mappingOf({
    ...rows,
    vat: [
      ...rows.vat,
      { ...home, productGroup: 7, treatment: "exempt" },
      { ...home, productGroup: 8, treatment: "outside" },
    ],
  });
  expect(rules.zeroTreatmentOf("sales", "domestic", 7)).toBe("exempt");
  expect(rules.zeroTreatmentOf("sales", "domestic", 8)).toBe("outside");
  expect(rules.zeroTreatmentOf("sales", "domestic", 9)).toBeNull();
  expect(rules.zeroTreatmentOf("sales", "domestic", null)).toBeNull();
  expect(rules.zeroTreatmentOf("sales", "abroad", 8)).toBe("export");
  expect(rules.zeroTreatmentOf("purchase", "domestic", 7)).toBeNull();
});

test("purchases have their own cells and their own reasons for 0 %", () => {
  const purchase = { side: "purchase", productGroup: 1 } as const;
  const own = mappingOf({
    accounts: [
      { ...purchase, treatment: "import", account: "4360", vatType: "high_basis" },
      { ...purchase, treatment: "export", account: "4370", vatType: "EXEMPT" },
      { ...sales, treatment: "import", account: "3000", vatType: "HIGH" },
    ],
    vat: [
      { side: "purchase", zone: "eu", rate: "0", treatment: "import" },
      { side: "purchase", zone: "abroad", rate: "0", treatment: "export" },
      { side: "sales", zone: "eu", rate: "0", treatment: "import" },
    ],
    productGroups: [],
  });

  expect(own.accountOf("purchase", 1, "import")).toEqual({
    account: "4360",
    vatType: "HIGH_BASIS",
  });
  expect(own.accountOf("purchase", 1, "export")).toBeNull();
  expect(own.accountOf("sales", 1, "import")).toBeNull();
  expect(own.zeroTreatmentOf("purchase", "eu", null)).toBe("import");
  expect(own.zeroTreatmentOf("purchase", "abroad", null)).toBeNull();
  expect(own.zeroTreatmentOf("sales", "eu", null)).toBeNull();
});

test("groups have their rate at home", () => {
  expect([mapping.domesticRateOf(1), mapping.domesticRateOf(2)]).toEqual(["25.00", null]);
});

test("groups have their names, unknown ones none", () => {
  expect([mapping.groupNameOf(1), mapping.groupNameOf(2)]).toEqual(["Verktøy", null]);
});
