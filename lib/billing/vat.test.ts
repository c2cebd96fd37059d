import { expect, test } from "vitest";
import { vatMinorOf, vatTreatmentOf } from "./vat";

test.each([
  { country: "DK", vatNumber: null, treatment: "danish_vat", rule: "vat.danish" },
  { country: "NO", vatNumber: null, treatment: "outside_danish_vat", rule: "vat.outside" },
  { country: "GB", vatNumber: null, treatment: "outside_danish_vat", rule: "vat.outside" },
  { country: "FO", vatNumber: null, treatment: "outside_danish_vat", rule: "vat.outside" },
  {
    country: "SE",
    vatNumber: "SE 556677889901",
    treatment: "reverse_charge",
    rule: "vat.reverse_charge",
  },
  {
    country: "GR",
    vatNumber: "EL123456789",
    treatment: "reverse_charge",
    rule: "vat.reverse_charge",
  },
  { country: "SE", vatNumber: null, treatment: "unknown", rule: "vat.number_missing" },
  { country: "SE", vatNumber: "DE123456789", treatment: "unknown", rule: "vat.number_malformed" },
  {
    country: "EL",
    vatNumber: "EL123456789",
    treatment: "reverse_charge",
    rule: "vat.reverse_charge",
  },
  {
    country: "MC",
    vatNumber: "FR12345678901",
    treatment: "reverse_charge",
    rule: "vat.reverse_charge",
  },
  { country: "MC", vatNumber: null, treatment: "unknown", rule: "vat.number_missing" },
  { country: "IM", vatNumber: null, treatment: "outside_danish_vat", rule: "vat.outside" },
  { country: "XX", vatNumber: null, treatment: "unknown", rule: "vat.no_country" },
  { country: "TY", vatNumber: null, treatment: "unknown", rule: "vat.no_country" },
  { country: null, vatNumber: "SE556677889901", treatment: "unknown", rule: "vat.country_missing" },
])("a business in $country with VAT number $vatNumber: $rule", (party) => {
  expect(vatTreatmentOf(party)).toMatchObject({
    treatment: party.treatment,
    rule: { key: party.rule },
  });
});

test("all 26 other member states want a VAT number", () => {
  const others = "AT BE BG CY CZ DE EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";
  const treatments = others
    .split(" ")
    .map((country) => vatTreatmentOf({ country, vatNumber: null }).treatment);
  expect(treatments).toEqual(Array.from({ length: 26 }, () => "unknown"));
});

test.each([
  { treatment: "danish_vat", netMinor: 39_900, vatMinor: 9975 },
  { treatment: "danish_vat", netMinor: 1286, vatMinor: 322 },
  { treatment: "danish_vat", netMinor: -1286, vatMinor: -322 },
  { treatment: "reverse_charge", netMinor: 39_900, vatMinor: 0 },
  { treatment: "outside_danish_vat", netMinor: 39_900, vatMinor: 0 },
  { treatment: "unknown", netMinor: 39_900, vatMinor: null },
] as const)("$treatment of $netMinor øre is $vatMinor øre", ({ treatment, netMinor, vatMinor }) => {
  expect(vatMinorOf(treatment, netMinor)).toBe(vatMinor);
});
