import { expect, test } from "vitest";
import { isNorwegianOrganization } from "./organization-number";

test.each(["974760673", "974 760 673", "923609016", "917423105", "889640782"])(
  "%s is one",
  (digits) => {
    expect(isNorwegianOrganization(digits)).toBe(true);
  },
);

test.each(["974760674", "974760637", "000000000", "123456785", "97476067", ""])(
  "%s is none",
  (text) => {
    expect(isNorwegianOrganization(text)).toBe(false);
  },
);

test("any one digit that is wrong is found", () => {
  const right = "974760673";
  for (let at = 0; at < 9; at += 1) {
    for (const digit of "0123456789") {
      const typed = right.slice(0, at) + digit + right.slice(at + 1);
      expect(isNorwegianOrganization(typed)).toBe(typed === right);
    }
  }
});
