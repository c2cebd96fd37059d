import { expect, test } from "vitest";
import { pickLocale } from "./locales";

test("what the user chose goes before the address, the browser and the default", () => {
  expect(pickLocale({ stored: "en", asked: "nb", acceptLanguage: "nb" })).toBe("en");
  expect(pickLocale({ asked: "en", acceptLanguage: "nb" })).toBe("en");
  expect(pickLocale({ acceptLanguage: "en-GB,en;q=0.9" })).toBe("en");
  expect(pickLocale({})).toBe("nb");
});

test.each(["no", "nb-NO", "nn-NO", "NO_no"])("%s is Norwegian", (asked) => {
  expect(pickLocale({ asked, acceptLanguage: "en" })).toBe("nb");
});

test("a language we do not speak gives way to the next wish", () => {
  expect(pickLocale({ stored: "fi", asked: "xx", acceptLanguage: "fr, en;q=0.5, nb;q=0.8" })).toBe(
    "nb",
  );
  expect(pickLocale({ acceptLanguage: "fr, *;q=0.1, en;q=0" })).toBe("nb");
});
