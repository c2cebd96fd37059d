import fc from "fast-check";
import { expect, test } from "vitest";
import { type FikenEntry, type RackbeatEntry, reconcile } from "./reconciliation";

const figures = {
  kind: "sale",
  number: "10234",
  contactId: 7,
  date: "2026-03-02",
  currency: "NOK",
  grossMinor: 12500,
  vatMinor: 2500,
};

function ours(changes: Partial<RackbeatEntry> = {}): RackbeatEntry {
  return { ...figures, fikenId: 1, ...changes };
}

function theirs(changes: Partial<FikenEntry> = {}): FikenEntry {
  return { ...figures, fikenId: 1, deleted: false, ...changes };
}

const outcomes = (rackbeat: RackbeatEntry[], fiken: FikenEntry[]) =>
  reconcile(rackbeat, fiken).map(({ outcome }) => outcome);

test.each([
  { name: "as posted", rackbeat: [ours()], fiken: [theirs()], expected: ["equal"] },
  {
    name: "known by its number only",
    rackbeat: [ours({ fikenId: null })],
    fiken: [theirs({ fikenId: 9 })],
    expected: ["equal"],
  },
  {
    name: "approved from a draft, under another id",
    rackbeat: [ours()],
    fiken: [theirs({ fikenId: 9 })],
    expected: ["equal"],
  },
  { name: "absent", rackbeat: [ours()], fiken: [], expected: ["missing"] },
  {
    name: "an øre off",
    rackbeat: [ours()],
    fiken: [theirs({ grossMinor: 12501 })],
    expected: ["changed"],
  },
  {
    name: "reversed",
    rackbeat: [ours()],
    fiken: [theirs({ deleted: true })],
    expected: ["deleted"],
  },
  {
    name: "reversed and made anew",
    rackbeat: [ours()],
    fiken: [theirs({ deleted: true }), theirs({ fikenId: 2 })],
    expected: ["equal"],
  },
  { name: "nobody's", rackbeat: [], fiken: [theirs()], expected: ["extra"] },
  { name: "nobody's and reversed", rackbeat: [], fiken: [theirs({ deleted: true })], expected: [] },
  {
    name: "there twice",
    rackbeat: [ours()],
    fiken: [theirs(), theirs({ fikenId: 2 })],
    expected: ["equal", "extra"],
  },
  {
    name: "another contact's of the same number",
    rackbeat: [ours({ fikenId: null })],
    fiken: [theirs({ contactId: 8 })],
    expected: ["missing", "extra"],
  },
  {
    name: "a purchase of the same id and number",
    rackbeat: [ours()],
    fiken: [theirs({ kind: "purchase" })],
    expected: ["missing", "extra"],
  },
  {
    name: "of a VAT and contact that nobody knows",
    rackbeat: [ours({ vatMinor: null, contactId: null })],
    fiken: [theirs()],
    expected: ["equal"],
  },
])("a document that is $name comes out as $expected", ({ rackbeat, fiken, expected }) => {
  expect(outcomes(rackbeat, fiken)).toEqual(expected);
});

test("what differs is told field by field", () => {
  const fiken = theirs({ date: "2026-03-03", grossMinor: 12501, vatMinor: 2501, contactId: 8 });

  expect(reconcile([ours()], [fiken])).toEqual([
    {
      outcome: "changed",
      rackbeat: ours(),
      fiken,
      differences: [
        { field: "contactId", expected: 7, actual: 8 },
        { field: "date", expected: "2026-03-02", actual: "2026-03-03" },
        { field: "grossMinor", expected: 12500, actual: 12501 },
        { field: "vatMinor", expected: 2500, actual: 2501 },
      ],
    },
  ]);
});

test("of two documents of one number each gets the one that is equal", () => {
  const rackbeat = [ours({ fikenId: null, grossMinor: 1 }), ours({ fikenId: null })];
  const fiken = [theirs({ fikenId: 1 }), theirs({ fikenId: 2, grossMinor: 1 })];

  expect(outcomes(rackbeat, fiken)).toEqual(["equal", "equal"]);
});

const anyFigures = {
  kind: fc.constantFrom("sale", "purchase"),
  contactId: fc.constantFrom(7, 8),
  date: fc.constantFrom("2026-03-02", "2026-03-03"),
  currency: fc.constantFrom("NOK", "EUR"),
  grossMinor: fc.integer({ min: -2, max: 2 }),
  vatMinor: fc.constantFrom(0, 1, null),
  number: fc.constantFrom("1", "2", "3"),
};
const anyOurs: fc.Arbitrary<RackbeatEntry> = fc.record({
  ...anyFigures,
  fikenId: fc.constantFrom(null, 1, 2, 3),
});
const anyTheirs: fc.Arbitrary<FikenEntry> = fc.record({
  ...anyFigures,
  fikenId: fc.constantFrom(1, 2, 3, 4),
  deleted: fc.boolean(),
});
const shuffled = <T>(entries: T[]) =>
  fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length });
const anyBooks = fc
  .tuple(fc.array(anyOurs, { maxLength: 8 }), fc.array(anyTheirs, { maxLength: 8 }))
  .chain(([rackbeat, fiken]) =>
    fc.record({
      rackbeat: fc.constant(rackbeat),
      fiken: fc.constant(fiken),
      rackbeatShuffled: shuffled(rackbeat),
      fikenShuffled: shuffled(fiken),
    }),
  );

test("the order of neither list matters", () => {
  fc.assert(
    fc.property(anyBooks, ({ rackbeat, fiken, rackbeatShuffled, fikenShuffled }) => {
      expect(reconcile(rackbeatShuffled, fikenShuffled)).toEqual(reconcile(rackbeat, fiken));
    }),
  );
});

test("every document comes out once, and none of Fiken's is two documents' pair", () => {
  fc.assert(
    fc.property(anyBooks, ({ rackbeat, fiken }) => {
      const results = reconcile(rackbeat, fiken);
      const mine = results.flatMap((result) => ("rackbeat" in result ? [result.rackbeat] : []));
      const other = results.flatMap((result) => ("fiken" in result ? [result.fiken] : []));
      const standing = fiken.filter(({ deleted }) => !deleted);

      expect(new Set(mine)).toEqual(new Set(rackbeat));
      expect(mine).toHaveLength(rackbeat.length);
      expect(new Set(other).size).toBe(other.length);
      expect(standing.every((entry) => other.includes(entry))).toBe(true);
    }),
  );
});

test("what stands as posted is equal, however much else there is", () => {
  fc.assert(
    fc.property(fc.array(anyOurs, { maxLength: 20 }), (entries) => {
      const posted = entries.map((entry, index) => ({ ...entry, fikenId: index + 1 }));
      const standing = posted.map((entry) => ({ ...entry, deleted: false }));

      expect(reconcile(posted, standing).every(({ outcome }) => outcome === "equal")).toBe(true);
    }),
  );
});

test("20,000 documents of a year are compared at once", () => {
  const year = Array.from({ length: 20_000 }, (_, index) => index + 1);
  const rackbeat = year.map((id) => ours({ number: String(id), fikenId: id }));
  const fiken = year.map((id) => theirs({ number: String(id), fikenId: id }));
  const started = performance.now();

  expect(new Set(outcomes(rackbeat, fiken))).toEqual(new Set(["equal"]));
  expect(performance.now() - started).toBeLessThan(5000);
});
