import fc from "fast-check";
import { expect, test } from "vitest";
import { type ContactTraits, matchParties, type PartyTraits } from "./match-parties";

function contact(changes: Partial<ContactTraits> & { key: string }): ContactTraits {
  return {
    ...{ bound: null, organization: null, member: null, number: null, email: null },
    ...{ name: `contact ${changes.key}`, inactive: false },
    ...changes,
  };
}

function party(changes: Partial<PartyTraits> & { key: string }): PartyTraits {
  return { organization: null, email: null, name: `party ${changes.key}`, ...changes };
}

const matched = (contacts: ContactTraits[], parties: PartyTraits[]) =>
  Object.fromEntries(matchParties(contacts, parties));

test("what is bound stays what it is bound to, whatever else is equal", () => {
  const parties = [party({ key: "1" }), party({ key: "2", organization: "A" })];
  const one = contact({ key: "7", bound: "1", organization: "A" });
  expect(matched([one], parties)).toEqual({ 7: { rackbeatKey: "1", by: "binding" } });
});

test.each([
  ["organization_number", { organization: "A" }, { key: "1", organization: "A" }],
  ["member_number", { member: "1" }, { key: "1" }],
  ["number", { number: "1", name: "n" }, { key: "1", name: "n" }],
  ["email", { email: "e" }, { key: "1", email: "e" }],
  ["name", { name: "n" }, { key: "1", name: "n" }],
] as const)("found by %s", (by, theirs, ours) => {
  expect(matched([contact({ key: "7", ...theirs })], [party(ours)])).toEqual({
    7: { rackbeatKey: "1", by },
  });
});

test.each([
  ["number", { number: "1" }, { key: "1" }],
  ["email", { email: "e" }, { key: "1", email: "e" }],
  ["name", { name: "n" }, { key: "1", name: "n" }],
] as const)("another organisation number speaks against an equal %s", (_by, theirs, ours) => {
  const one = contact({ key: "7", organization: "A", ...theirs });
  expect(matched([one], [party({ organization: "B", ...ours })])).toEqual({});
});

test("of two departments of one company, each finds the one of its own name", () => {
  const contacts = [
    contact({ key: "7", organization: "A", name: "north" }),
    contact({ key: "8", organization: "A", name: "south" }),
  ];
  const parties = [
    party({ key: "1", organization: "A", name: "south" }),
    party({ key: "2", organization: "A", name: "north" }),
  ];
  expect(matched(contacts, parties)).toEqual({
    7: { rackbeatKey: "2", by: "organization_number" },
    8: { rackbeatKey: "1", by: "organization_number" },
  });
});

test("where two are as like, neither is taken, nor left for a weaker likeness", () => {
  const parties = [
    party({ key: "1", organization: "A" }),
    party({ key: "2", organization: "A", email: "e" }),
    party({ key: "3", email: "f" }),
  ];
  const undecided = contact({ key: "7", organization: "A", email: "f" });
  const weaker = contact({ key: "8", email: "e" });
  expect(matched([undecided, weaker], parties)).toEqual({
    7: { candidates: ["1", "2"], by: "organization_number" },
    8: { candidates: ["2"], by: "email" },
  });
});

test("one that is inactive gets what the active ones leave", () => {
  const contacts = [
    contact({ key: "7", email: "e", inactive: true }),
    contact({ key: "8", email: "e" }),
  ];
  expect(matched(contacts, [party({ key: "1", email: "e" })])).toEqual({
    8: { rackbeatKey: "1", by: "email" },
  });
});

test("what very many share tells nobody from another", () => {
  const contacts = Array.from({ length: 60 }, (_, at) =>
    contact({ key: String(at), email: "same@x.example", name: `n${at}` }),
  );
  const parties = Array.from({ length: 60 }, (_, at) =>
    party({ key: String(1000 + at), email: "same@x.example", name: `n${at}` }),
  );
  const found = matchParties(contacts, parties);
  expect(found.get("33")).toEqual({ rackbeatKey: "1033", by: "name" });
});

/** Few values, so that much is equal. */
const few = (letters: string) => fc.option(fc.constantFrom(...letters), { nil: null });
const contactsOf = fc.uniqueArray(
  fc.record({
    key: fc.integer({ min: 1, max: 40 }).map(String),
    ...{ bound: few("123456"), organization: few("ABC"), member: few("123456") },
    ...{ number: few("123456"), email: few("xyz"), name: fc.constantFrom("", "m", "n", "o") },
    inactive: fc.boolean(),
  }),
  { selector: ({ key }) => key, maxLength: 10 },
);
const partiesOf = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom(..."123456"),
    ...{ organization: few("ABC"), email: few("xyz"), name: fc.constantFrom("", "m", "n", "o") },
  }),
  { selector: ({ key }) => key, maxLength: 6 },
);

test("nothing of either side is in two pairs, and nothing taken is anybody's candidate", () => {
  fc.assert(
    fc.property(contactsOf, partiesOf, (contacts, parties) => {
      const matches = [...matchParties(contacts, parties).values()];
      const taken = matches.flatMap((match) => ("rackbeatKey" in match ? match.rackbeatKey : []));
      expect(new Set(taken).size).toBe(taken.length);
      const candidates = matches.flatMap((match) =>
        "candidates" in match ? match.candidates : [],
      );
      expect(candidates.filter((key) => taken.includes(key))).toEqual([]);
      for (const match of matches)
        if ("candidates" in match) expect(match.candidates).not.toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test("the order of the lists does not matter", () => {
  fc.assert(
    fc.property(contactsOf, partiesOf, fc.integer(), (contacts, parties, seed) => {
      const shuffled = matchParties(shuffle(contacts, seed), shuffle(parties, seed + 1));
      expect(Object.fromEntries(shuffled)).toEqual(matched(contacts, parties));
    }),
    { numRuns: 2_000 },
  );
});

test("two of different companies are never a pair, unless they are bound or carry our key", () => {
  fc.assert(
    fc.property(contactsOf, partiesOf, (contacts, parties) => {
      const theirs = new Map(contacts.map((one) => [one.key, one.organization]));
      const ours = new Map(parties.map((one) => [one.key, one.organization]));
      for (const [key, match] of matchParties(contacts, parties)) {
        if (!("rackbeatKey" in match) || match.by === "binding") continue;
        const [one, other] = [theirs.get(key), ours.get(match.rackbeatKey)];
        if (one && other) expect(one).toBe(other);
      }
    }),
    { numRuns: 2_000 },
  );
});

function shuffle<T>(all: readonly T[], seed: number): T[] {
  const order = (at: number) => Math.sin(seed * 31 + at * 17);
  return all
    .map((one, at) => ({ one, at: order(at) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
