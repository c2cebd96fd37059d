import { expect, test } from "vitest";
import { purchaseStateOf } from "./read-purchase-state";

const chart = [
  { code: "4300", name: "Innkjøp av varer for videresalg" },
  { code: "7350", name: "Representasjon, ikke fradragsberettiget" },
];

test("an account on which Fiken takes no VAT is told of before it is saved for lines with VAT", () => {
  const { accounts } = purchaseStateOf({
    ...{ isOn: true, groups: [], accounts: [], vat: [], chart, documents: [] },
  });
  const notDeducted = (treatment: keyof typeof accounts) =>
    accounts[treatment].filter(({ isNotDeducted }) => isNotDeducted).map(({ code }) => code);
  for (const taxed of ["high", "medium", "low"] as const) {
    expect(accounts[taxed].map(({ code }) => code)).toEqual(["4300", "7350"]);
    expect(notDeducted(taxed)).toEqual(["7350"]);
  }
  // Without VAT there is nothing to lose.
  expect(notDeducted("none")).toEqual([]);
  expect(notDeducted("import")).toEqual([]);
});
