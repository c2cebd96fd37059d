import { expect, test } from "vitest";
import { suggestAccounts } from "./suggestions";

const chart = [
  { code: "1500", name: "Kundefordringer" },
  { code: "3000", name: "Salgsinntekt, høy sats" },
  { code: "3010", name: "Salgsinntekt varer, høy sats" },
  { code: "3015", name: "Salgsinntekt kurs" },
  { code: "3020", name: "Salgsinntekt tjenester, høy sats" },
  { code: "3030", name: "Salgsinntekt næringsmidler, middels sats" },
  { code: "3050", name: "Salgsinntekt, lav sats" },
  { code: "3090", name: "Opptjent, ikke fakturert inntekt" },
  { code: "3100", name: "Salgsinntekt, avgiftsfri" },
  { code: "3110", name: "Salgsinntekt varer, eksport" },
  { code: "3130", name: "Salgsinntekt, omvendt avgiftsplikt" },
  { code: "3200", name: "Salgsinntekt, utenfor avgiftsområdet" },
];

test.each([
  { treatment: "high", first: "3000", vatType: "HIGH" },
  { treatment: "medium", first: "3030", vatType: "MEDIUM" },
  { treatment: "low", first: "3050", vatType: "LOW" },
  { treatment: "exempt", first: "3100", vatType: "EXEMPT" },
  { treatment: "export", first: "3110", vatType: "EXEMPT_IMPORT_EXPORT" },
  { treatment: "outside", first: "3200", vatType: "OUTSIDE" },
  { treatment: "reverse_charge", first: "3130", vatType: "EXEMPT_REVERSE" },
] as const)("for $treatment the usual account is $first", ({ treatment, first, vatType }) => {
  const [suggestion] = suggestAccounts({ name: "Verktøy" }, treatment, chart);

  expect(suggestion).toMatchObject({ account: first, vatType, reason: "usual" });
});

test("an account named like the group goes first", () => {
  expect(suggestAccounts({ name: "Tjeneste, montering" }, "high", chart)[0]).toEqual({
    account: "3020",
    name: "Salgsinntekt tjenester, høy sats",
    vatType: "HIGH",
    reason: "name_alike",
    confidence: "likely",
  });
});

test("words that every income account has in its name make no likeness", () => {
  expect(suggestAccounts({ name: "Varer til salg" }, "high", chart)[0]?.account).toBe("3000");
});

test("all that may be taken are proposed, the certain ones first; what the chart lacks never is", () => {
  expect(
    suggestAccounts(null, "high", chart).map(({ account, reason }) => [account, reason]),
  ).toEqual([
    ["3000", "usual"],
    ["3010", "usual"],
    ["3020", "usual"],
    ["3090", "accepted"],
    ["3015", "maybe_accepted"],
  ]);
  expect(suggestAccounts(null, "medium", [])).toEqual([]);
});

const used = (account: string, products: number, vatType = "HIGH") => ({
  account,
  products,
  vatType,
});

test.each([
  { uses: [used("3010", 8), used("3000", 2)], first: "3010", here: 8, all: 10, sure: "sure" },
  { uses: [used("3010", 6), used("3000", 4)], first: "3010", here: 6, all: 10, sure: "likely" },
  { uses: [used("3010", 1)], first: "3010", here: 1, all: 1, sure: "likely" },
  {
    uses: [used("3010", 2), used("3000", 2), used("3020", 1)],
    ...{ first: "3000", here: 2, all: 5, sure: "unsure" },
  },
] as const)(
  "what $here of $all products in Fiken are booked on goes first, and is $sure",
  ({ uses, first, here, all, sure }) => {
    expect(suggestAccounts({ name: "Tjenester", uses }, "high", chart)[0]).toMatchObject({
      ...{ account: first, reason: "linked_products", confidence: sure },
      products: { here, all },
    });
  },
);

test("what products are booked on is no evidence for another VAT treatment", () => {
  const uses = [used("3010", 9), used("3100", 1, "EXEMPT")];
  const [exempt] = suggestAccounts({ name: "Bøker", uses }, "exempt", chart);
  expect(exempt).toMatchObject({ account: "3100", products: { here: 1, all: 1 } });
  expect(suggestAccounts({ name: "Bøker", uses }, "medium", chart)[0]?.reason).toBe("usual");
});

test("an account that Fiken does not take, or that the chart lacks, is not proposed because products have it", () => {
  const uses = [used("3100", 9), used("3090", 1), used("3061", 5)];
  const accounts = suggestAccounts({ name: "Møbler", uses }, "high", chart);
  expect(accounts[0]).toMatchObject({ account: "3090", products: { here: 1, all: 15 } });
  expect(accounts.map(({ account }) => account)).not.toContain("3100");
});

test.each([
  { treatment: "high", account: "3000", confidence: "likely" },
  { treatment: "high", account: "3090", confidence: "unsure" },
  // Whether Fiken takes exports on it is not published.
  { treatment: "export", account: "3110", confidence: "unsure" },
  { treatment: "outside", account: "3200", confidence: "likely" },
] as const)(
  "$account for $treatment is $confidence where no product tells",
  ({ treatment, account, confidence }) => {
    const found = suggestAccounts(null, treatment, chart).find((one) => one.account === account);
    expect(found?.confidence).toBe(confidence);
  },
);
