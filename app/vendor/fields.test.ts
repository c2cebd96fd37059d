import { expect, test } from "vitest";
import { countryOrNone, dayOrNone, kroner, textOrNone } from "./fields";

test.each([
  ["399", 39_900],
  ["399,5", 39_950],
  ["0.07", 7],
  [" 1000,00 ", 100_000],
])("%j kroner are %d øre", (text, minor) => {
  expect(kroner.parse(text)).toBe(minor);
});

test.each(["", "-1", "1,999", "1.000,00", "1e3", "99999999"])("%j is no price", (text) => {
  expect(kroner.safeParse(text).success).toBe(false);
});

test("what is left empty is nothing", () => {
  expect(textOrNone.parse("  ")).toBeNull();
  expect(dayOrNone.parse("")).toBeNull();
  expect(countryOrNone.parse("")).toBeNull();
  expect(dayOrNone.safeParse("2026-02-30").success).toBe(false);
  expect(countryOrNone.parse("no")).toBe("NO");
  expect(countryOrNone.safeParse("Norge").success).toBe(false);
  expect(countryOrNone.safeParse("XX").success).toBe(false);
  expect(countryOrNone.parse("EL")).toBe("GR");
});
