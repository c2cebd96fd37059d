import { expect, test } from "vitest";
import { FJORDLYS, seedNorwegian, TESTMARKA } from "./seed";
import { DEFAULT_SETTINGS } from "./settings";
import { requirePair, requireVatAmount } from "./vat-rules";
import { PURCHASE_VAT_TYPES, SALES_VAT_TYPES, vatOf } from "./vat-types";
import { World } from "./world";

const world = new World(DEFAULT_SETTINGS);
seedNorwegian(world);
const registered = world.books(FJORDLYS);
const unregistered = world.books(TESTMARKA);

const ZERO_RATED = ["EXEMPT", "EXEMPT_IMPORT_EXPORT", "EXEMPT_REVERSE"];

test.each<[string, string[]]>([
  ["3000", ["HIGH"]],
  ["3010", ["HIGH"]],
  ["3020", ["HIGH"]],
  ["3030", ["MEDIUM"]],
  ["3040", ["MEDIUM"]],
  ["3050", ["LOW"]],
  ["3061", ["HIGH"]],
  ["3063", ["MEDIUM"]],
  ["3070", ["HIGH"]],
  ["3081", ["HIGH", "LOW"]],
  ["3090", ["HIGH", "LOW"]],
  ["3099", ["NONE"]],
  ["3100", ZERO_RATED],
  ["3130", ZERO_RATED],
  ["3199", ["NONE"]],
  ["3200", ["OUTSIDE"]],
  ["7740", ["NONE"]],
])("sales account %s takes %j and nothing else", (account, allowed) => {
  for (const vatType of Object.keys(SALES_VAT_TYPES)) {
    const pair = () => requirePair(registered, "sale", account, vatType);
    if (allowed.includes(vatType)) expect(pair).not.toThrow();
    else expect(pair).toThrow(/kan ikke brukes med mva-type/);
  }
});

test.each(["4300", "4310", "6540", "7140", "1400", "1250"])(
  "cost account %s takes every purchase type",
  (account) => {
    for (const vatType of Object.keys(PURCHASE_VAT_TYPES)) {
      expect(() => requirePair(registered, "purchase", account, vatType)).not.toThrow();
    }
  },
);

test.each(["7350", "7740", "5000", "8150", "2910"])(
  "cost account %s takes NONE only",
  (account) => {
    expect(() => requirePair(registered, "purchase", account, "NONE")).not.toThrow();
    expect(() => requirePair(registered, "purchase", account, "HIGH")).toThrow();
  },
);

test.each(["EXEMPT", "OUTSIDE", "EXEMPT_IMPORT_EXPORT"])("%s is no purchase type", (vatType) => {
  expect(() => requirePair(registered, "purchase", "4300", vatType)).toThrow(/Ugyldig vatType/);
});

test("a purchase cannot go to an income account", () => {
  expect(() => requirePair(registered, "purchase", "3000", "HIGH")).toThrow();
});

test("a company without VAT registration sells outside the VAT area and deducts nothing", () => {
  expect(() => requirePair(unregistered, "sale", "3200", "OUTSIDE")).not.toThrow();
  expect(() => requirePair(unregistered, "sale", "3000", "HIGH")).toThrow(/ikke registrert/);
  expect(() => requirePair(unregistered, "purchase", "4300", "NONE")).not.toThrow();
  expect(() => requirePair(unregistered, "purchase", "4300", "HIGH")).toThrow(/ikke registrert/);
});

test.each([
  ["HIGH", 10_001, 2_500],
  ["MEDIUM", 9_999, 1_500],
  ["LOW", 33, 4],
  ["RAW_FISH", 10_000, 1_111],
  ["HIGH", -10_001, -2_500],
])("%s of %i øre is %i øre, one øre either way", (vatType, net, vat) => {
  const basisPoints = SALES_VAT_TYPES[vatType]?.basisPoints ?? 0;
  expect(Math.abs(vatOf(net, basisPoints) - vat)).toBeLessThanOrEqual(1);
  expect(() => requireVatAmount("sale", vatType, net, vat)).not.toThrow();
  expect(() => requireVatAmount("sale", vatType, net, vat + 2 * Math.sign(net))).toThrow();
});

test.each(["EXEMPT", "OUTSIDE", "NONE"])("%s with VAT is refused", (vatType) => {
  expect(() => requireVatAmount("sale", vatType, 10_000, 2_500)).toThrow();
});
