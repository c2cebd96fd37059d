import { expect, test } from "vitest";
import { accountAccepts, accountAcceptsPurchase } from "./account-vat";

test.each([
  ["3000", "HIGH", "yes"],
  ["3000", "MEDIUM", "no"],
  ["3000", "EXEMPT", "no"],
  ["3030", "MEDIUM", "yes"],
  ["3050", "LOW", "yes"],
  ["3090", "HIGH", "yes"],
  ["3090", "LOW", "yes"],
  ["3015", "HIGH", "unknown"],
  ["3015", "OUTSIDE", "no"],
  ["3100", "EXEMPT", "yes"],
  ["3100", "EXEMPT_IMPORT_EXPORT", "unknown"],
  ["3100", "HIGH", "no"],
  ["3200", "OUTSIDE", "yes"],
  ["3200", "NONE", "unknown"],
  ["3200", "HIGH", "no"],
  ["3099", "NONE", "yes"],
  ["3099", "HIGH", "no"],
  ["7740", "NONE", "yes"],
  ["2700", "HIGH", "no"],
  ["3600", "HIGH", "unknown"],
  ["1500:10001", "HIGH", "unknown"],
] as const)("account %s with %s: %s", (account, vatType, answer) => {
  expect(accountAccepts(account, vatType)).toBe(answer);
});

test.each([
  ["4300", "HIGH", "yes"],
  ["2710", "HIGH", "no"],
  ["4300", "NONE", "yes"],
  ["4360", "HIGH_BASIS", "yes"],
  ["1460", "HIGH", "unknown"],
  ["6553", "HIGH_FOREIGN_SERVICE_DEDUCTIBLE", "unknown"],
  ["7350", "HIGH", "no"],
  ["7350", "NONE", "yes"],
  ["5900", "HIGH", "no"],
  ["5900", "NONE", "unknown"],
  ["3000", "NONE", "no"],
  ["2400", "HIGH", "no"],
  ["1920:10001", "NONE", "no"],
] as const)("a purchase on account %s with %s: %s", (account, vatType, answer) => {
  expect(accountAcceptsPurchase(account, vatType)).toBe(answer);
});
