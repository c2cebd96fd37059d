import { expect, test } from "vitest";
import {
  fittingVatType,
  percentOf,
  purchaseVatTypesOf,
  treatmentOfRate,
  vatTypesOf,
  vatZoneOf,
  zeroTreatmentsOf,
} from "./treatment";

test.each([
  ["25", "high"],
  ["25.00", "high"],
  ["15", "medium"],
  ["12", "low"],
  ["0", null],
  ["11.11", null],
  ["24.999999", null],
])("%s percent is %s by law", (rate, treatment) => {
  expect(treatmentOfRate(rate)).toBe(treatment);
});

test.each([
  ["domestic", "domestic"],
  ["Domestic", "domestic"],
  ["EU", "eu"],
  ["abroad", "abroad"],
  ["domestic_exempt", "domestic_exempt"],
  ["domestic-exempt", "domestic_exempt"],
  ["domesticExempt", "domestic_exempt"],
  ["exempt", "domestic_exempt"],
  ["mars", null],
  ["constructor", null],
])("the zone %s is read as %s", (spelling, zone) => {
  expect(vatZoneOf(spelling)).toBe(zone);
});

test("a rate is compared by its value, not its spelling", () => {
  expect(percentOf("25.00")).toBe(percentOf("25"));
});

test("outside VAT is OUTSIDE first, and NONE for a company that wants it", () => {
  expect(vatTypesOf("outside")).toEqual(["OUTSIDE", "NONE"]);
});

test.each([
  ["sales", "high", "high", "HIGH"],
  ["sales", "high", "NONE", null],
  ["sales", "import", "NONE", null],
  ["purchase", "high", "HIGH", "HIGH"],
  ["purchase", "low", "none", "NONE"],
  ["purchase", "import", "high_basis", "HIGH_BASIS"],
  ["purchase", "import", "HIGH", null],
  ["purchase", "none", "HIGH", null],
  ["purchase", "export", "EXEMPT_IMPORT_EXPORT", null],
] as const)("on %s, %s with the VAT type %s is %s", (side, treatment, name, vatType) => {
  expect(fittingVatType(side, treatment, name)).toBe(vatType);
});

test("each side has its own reasons for 0 %", () => {
  expect(zeroTreatmentsOf("purchase")).toEqual(["none", "import"]);
  expect(zeroTreatmentsOf("sales")).not.toContain("import");
  expect(purchaseVatTypesOf("none")).toEqual(["NONE"]);
});
