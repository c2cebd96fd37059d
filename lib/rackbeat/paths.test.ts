import { expect, test } from "vitest";
import { pathSpellings } from "./paths";

test.each([
  { number: "1042", urlFriendly: null, spellings: ["1042"] },
  { number: "A/1", urlFriendly: null, spellings: ["A%2F1", "A%252F1"] },
  { number: "A B", urlFriendly: "A-B", spellings: ["A-B", "A%20B", "A%2520B"] },
  { number: "A/1", urlFriendly: "A%2F1", spellings: ["A%2F1", "A%252F1"] },
  { number: "..", urlFriendly: null, spellings: [] },
  { number: "A/1", urlFriendly: "A/1", spellings: ["A%2F1", "A%252F1"] },
])("$number is tried as $spellings", ({ number, urlFriendly, spellings }) => {
  expect(pathSpellings(number, urlFriendly)).toEqual(spellings);
});
