import { expect, test } from "vitest";
import { isBrokenOrganization, organizationTrait } from "./organization-number";

test.each([
  ["NO 974 760 673 MVA", "974760673"],
  ["974760674", null],
  ["DE 811.907.980", "DE811907980"],
  ["12345678", "12345678"],
  ["-", null],
  ["00000000", null],
  ["ukjent", null],
  [null, null],
])("%s is recognised as %s", (text, trait) => {
  expect(organizationTrait(text)).toBe(trait);
});

test("nine digits that fail the check are a slip of the pen; a foreign number is not", () => {
  expect(isBrokenOrganization("974760674")).toBe(true);
  expect(isBrokenOrganization("NO974760673MVA")).toBe(false);
  expect(isBrokenOrganization("SE556012579001")).toBe(false);
});
