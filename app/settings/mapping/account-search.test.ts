import { expect, test } from "vitest";
import { searchAccounts, textOf } from "./account-search";

const ACCOUNTS = [
  { code: "3000", name: "Salgsinntekt, avgiftspliktig" },
  { code: "3020", name: "Salgsinntekt tjenester, høy sats" },
  { code: "3100", name: "Salgsinntekt, avgiftsfri" },
  { code: "4300", name: "Innkjøp av varer for videresalg" },
];

test.each([
  { typed: "", found: ["3000", "3020", "3100", "4300"] },
  { typed: "30", found: ["3000", "3020"] },
  { typed: "00", found: [] },
  { typed: "TJENESTER", found: ["3020"] },
  { typed: "sats høy", found: ["3020"] },
  { typed: "3 avgift", found: ["3000", "3100"] },
  { typed: "  innkjøp ", found: ["4300"] },
  { typed: "3000 salgsinntekt, avgiftspliktig", found: ["3000"] },
  { typed: "lønn", found: [] },
])("$typed finds $found", ({ typed, found }) => {
  expect(searchAccounts(ACCOUNTS, typed).map(({ code }) => code)).toEqual(found);
});

test("an account without a name is called by its number, and none by nothing", () => {
  expect(textOf({ code: "3999", name: "" })).toBe("3999");
  expect(textOf(null)).toBe("");
});
