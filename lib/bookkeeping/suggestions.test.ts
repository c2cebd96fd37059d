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
