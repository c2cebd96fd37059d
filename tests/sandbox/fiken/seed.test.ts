import { expect, test } from "vitest";
import { seedNorwegian } from "./seed";
import { DEFAULT_SETTINGS } from "./settings";
import { World } from "./world";

const world = new World(DEFAULT_SETTINGS);
seedNorwegian(world);

function hasControlDigit(number: string, weights: number[]): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return (11 - (sum % 11)) % 11 === Number(number.at(-1));
}

test("every Norwegian organisation number has its control digit", () => {
  const owners = [
    ...[...world.companies.values()].map(({ company }) => company),
    ...world.contacts,
  ];
  const numbers = owners.flatMap(({ organizationNumber }) => organizationNumber ?? []);
  const norwegian = numbers.filter((number) => number.length === 9);
  expect(norwegian.length).toBeGreaterThan(7);
  expect(new Set(norwegian).size).toBe(norwegian.length);
  for (const number of norwegian) {
    expect(hasControlDigit(number, [3, 2, 7, 6, 5, 4, 3, 2])).toBe(true);
  }
});

test("every bank account number has its control digit", () => {
  const accounts = [...world.companies.values()].flatMap((books) => [
    ...books.bankAccounts.values(),
  ]);
  for (const { bankAccountNumber } of accounts) {
    expect(hasControlDigit(bankAccountNumber, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])).toBe(true);
  }
});
