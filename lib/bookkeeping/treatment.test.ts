import { expect, test } from "vitest";
import { percentOf, treatmentOfRate, vatTypesOf, vatZoneOf } from "./treatment";

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
