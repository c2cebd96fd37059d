import fc from "fast-check";
import { expect, test } from "vitest";
import { decideParties, decideProducts } from "./decide";

const few = (letters: string) => fc.option(fc.constantFrom(...letters), { nil: null });
const contactsOf = fc.uniqueArray(
  fc.record({
    key: fc.integer({ min: 1, max: 60 }).map(String),
    ...{ bound: few("12"), organization: few("AB"), member: few("12"), number: few("123") },
    ...{ email: few("xy"), name: fc.constantFrom("", "m", "n"), inactive: fc.boolean() },
  }),
  { selector: ({ key }) => key, maxLength: 12 },
);
const partiesOf = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom(..."12345"),
    ...{ organization: few("AB"), email: few("xy"), name: fc.constantFrom("", "m", "n") },
    usable: fc.boolean(),
  }),
  { selector: ({ key }) => key, maxLength: 5 },
);
const productsOf = fc.uniqueArray(
  fc
    .record({
      key: fc.integer({ min: 1, max: 60 }).map(String),
      ...{ bound: few("ab"), wanted: few("abAB"), name: fc.constantFrom("", "m", "n") },
      inactive: fc.boolean(),
    })
    .map((one) => ({ ...one, number: one.wanted?.toLowerCase() ?? null })),
  { selector: ({ key }) => key, maxLength: 12 },
);
const itemsOf = fc.uniqueArray(
  fc.record({
    ...{ key: fc.constantFrom(..."abcd"), name: fc.constantFrom("", "m", "n") },
    usable: fc.boolean(),
  }),
  { selector: ({ key }) => key, maxLength: 4 },
);

test("a plan does not depend on the order in which the two sides were read", () => {
  fc.assert(
    fc.property(contactsOf, partiesOf, fc.boolean(), (contacts, parties, includeInactive) => {
      const asked = { includeInactive };
      const turned = decideParties(contacts.toReversed(), parties.toReversed(), asked);
      expect(turned).toEqual(decideParties(contacts, parties, asked));
    }),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(productsOf, itemsOf, fc.boolean(), (products, named, includeInactive) => {
      const items = named.map((item) => ({ ...item, number: item.key }));
      const asked = { includeInactive };
      const turned = decideProducts(products.toReversed(), items.toReversed(), asked);
      expect(turned).toEqual(decideProducts(products, items, asked));
    }),
    { numRuns: 1_000 },
  );
});

test("every number that is kept free is one nobody has", () => {
  fc.assert(
    fc.property(contactsOf, partiesOf, (contacts, parties) => {
      const decisions = decideParties(contacts, parties, { includeInactive: true });
      const numbers = decisions.map(({ number }) => number);
      expect(new Set([...numbers, ...parties.map(({ key }) => key)]).size).toBe(
        contacts.length + parties.length,
      );
    }),
    { numRuns: 1_000 },
  );
});

test("of those that are the same, one is kept, and it repeats nobody", () => {
  fc.assert(
    fc.property(contactsOf, partiesOf, (contacts, parties) => {
      const decisions = decideParties(contacts, parties, { includeInactive: true });
      const repeating = decisions.flatMap(({ key, duplicate }) =>
        duplicate && "of" in duplicate ? [{ key, of: duplicate.of }] : [],
      );
      const repeated = new Set(repeating.map(({ key }) => key));
      expect(repeating.filter(({ of }) => repeated.has(of))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test("what was bound and is gone in Rackbeat comes back under its number", () => {
  const [decision] = decideParties(
    [
      {
        ...{ key: "7", bound: "55", organization: null, member: null, number: "10001" },
        ...{ email: null, name: "n", inactive: false },
      },
    ],
    [],
    { includeInactive: false },
  );
  expect(decision).toMatchObject({ match: null, number: "55" });
});
