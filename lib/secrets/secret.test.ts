import { expect, test } from "vitest";
import { hashSecret, newSecret, sameSecret } from "./secret";

test("a new secret is safe in an address, long, and never the same", () => {
  const secrets = Array.from({ length: 100 }, newSecret);

  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
});

test("a hash tells one secret from another and does not contain it", () => {
  expect(hashSecret("abc")).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test.each([
  ["same", "same", true],
  ["same", "sane", false],
  ["same", "same and longer", false],
  ["", "", true],
])("%j and %j are the same: %s", (left, right, same) => {
  expect(sameSecret(left, right)).toBe(same);
});
