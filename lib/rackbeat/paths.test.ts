import { expect, test } from "vitest";
import { pathSpellings } from "./paths";

test.each([
  { number: "1042", spellings: ["1042"] },
  { number: "A-1.b", spellings: ["A-1.b"] },
  { number: "A/1", spellings: ["A%2F1", "A%252F1"] },
  { number: "A B#2", spellings: ["A%20B%232", "A%2520B%25232"] },
  { number: "%2e%2e", spellings: ["%252e%252e", "%25252e%25252e"] },
  { number: "..", spellings: [] },
])("$number is tried as $spellings", ({ number, spellings }) => {
  expect(pathSpellings(number)).toEqual(spellings);
});
