import { expect, test } from "vitest";
import { suggestPurchaseAccounts } from "./purchase-suggestions";

const chart = [
  { code: "1460", name: "Innkjøpte varer for videresalg" },
  { code: "1500", name: "Kundefordringer" },
  { code: "3000", name: "Salgsinntekt, høy sats" },
  { code: "4000", name: "Innkjøp av råvarer og halvfabrikata" },
  { code: "4060", name: "Frakt, toll og spedisjon" },
  { code: "4300", name: "Innkjøp av varer for videresalg" },
  { code: "4310", name: "Innkjøp av varer for videresalg, middels sats" },
  { code: "4390", name: "Beholdningsendring varer for videresalg" },
  { code: "4500", name: "Fremmedytelser og underentreprise" },
  { code: "7350", name: "Representasjon, ikke fradragsberettiget" },
];
const first = (...asked: Parameters<typeof suggestPurchaseAccounts>) =>
  suggestPurchaseAccounts(...asked)[0];

test.each([
  ["high", "4300", "HIGH"],
  ["medium", "4310", "MEDIUM"],
  ["low", "4300", "LOW"],
  ["none", "4300", "NONE"],
  ["import", "4300", "HIGH_BASIS"],
] as const)("goods at %s are usually bought on %s", (treatment, account, vatType) => {
  const suggestion = first({ name: "Belysning", hasInventory: true }, treatment, chart);
  expect(suggestion).toMatchObject({ account, vatType, reason: "usual" });
});

test("a chart of other numbers is read by its names", () => {
  const own = [
    { code: "4010", name: "Frakt" },
    { code: "4110", name: "Varekjøp, middels sats" },
    { code: "4120", name: "Varekjøp, høy sats" },
  ];
  expect(first(null, "high", own)).toMatchObject({ account: "4120", reason: "usual" });
  expect(first(null, "medium", own)).toMatchObject({ account: "4110", reason: "usual" });
  expect(first(null, "low", own)).toMatchObject({ account: "4010", reason: "accepted" });
});

test("a cost account named like the group goes first", () => {
  const own = [...chart, { code: "4380", name: "Innkjøp av tekstiler" }];
  expect(first({ name: "Tekstiler", hasInventory: true }, "high", own)).toMatchObject({
    ...{ account: "4380", reason: "name_alike" },
  });
});

test("what is never in stock is bought as a service", () => {
  expect(first({ name: "Montering", hasInventory: false }, "high", chart)).toMatchObject({
    ...{ account: "4500", reason: "usual" },
  });
});

test("what Fiken would not take is not offered; what never is deducted is taken without", () => {
  const offered = suggestPurchaseAccounts(null, "high", chart);
  const codes = offered.map(({ account }) => account);
  expect(codes).not.toContain("3000");
  expect(codes).not.toContain("1500");
  expect(offered.slice(-2)).toMatchObject([
    { account: "1460", vatType: "HIGH", reason: "maybe_accepted" },
    { account: "7350", vatType: "NONE", reason: "maybe_accepted" },
  ]);
});
