import { expect, test } from "vitest";
import { LedgerIndex } from "./ledger-index";
import type { Ledger, LedgerEntry, LedgerFiken } from "./ledger-list";

const NOW = new Date("2026-05-17T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const DAY = "2026-05-17";
const FIKEN = {} as LedgerFiken;
const PAGE_SIZE = 100;

const anEntry = (id: number, number: string | null = String(id)): LedgerEntry => {
  return { id, number, isAsPosted: () => false, isTaken: () => false };
};
const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => anEntry(from + at));

/** A list that a test may add to, and which pages of it were read. */
function aLedger(listed: LedgerEntry[], { reachDays = 400, counts = true } = {}) {
  const pages: number[] = [];
  const ledger: Ledger = {
    reachDays,
    read: async (_, page) => {
      pages.push(page);
      const items = listed.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
      const nextPage = (page + 1) * PAGE_SIZE < listed.length ? page + 1 : null;
      return { items, nextPage, count: counts ? listed.length : null };
    },
  };
  return { ledger, pages, index: new LedgerIndex(ledger) };
}

const refresh = (index: LedgerIndex, now: Date, { day = DAY, mostPages = 10 } = {}) =>
  index.refresh(FIKEN, { day, mostPages, now });

test("tells of what is listed, for fifteen seconds", async () => {
  const { index } = aLedger([anEntry(1, "A"), anEntry(2, null)]);
  expect(index.isFresh(DAY, NOW)).toBe(false);
  await refresh(index, NOW);
  expect([index.has("A"), index.has("B")]).toEqual([true, false]);
  expect(index.isFresh(DAY, later(14_999))).toBe(true);
  expect(index.isFresh(DAY, later(15_000))).toBe(false);
});

test("reaches as far back as a mistyped date may be, and on to any later day", async () => {
  const asked: string[] = [];
  const { ledger } = aLedger([]);
  const index = new LedgerIndex({
    ...ledger,
    read: (fiken, page, days) => {
      asked.push(days.dateFrom);
      return ledger.read(fiken, page, days);
    },
  });
  await refresh(index, NOW);
  expect(asked).toEqual(["2025-03-12"]);
  expect(index.isFresh("2027-01-01", NOW)).toBe(true);
  expect(index.isFresh("2026-04-16", NOW)).toBe(true);
  expect(index.isFresh("2026-04-15", NOW)).toBe(false);
});

test("what we book ourselves is known, and costs one request to know again", async () => {
  const listed = entries(1, 150);
  const { index, pages } = aLedger(listed);
  await refresh(index, NOW);
  listed.push(...entries(151, 170));
  for (const { id } of entries(151, 170)) index.note({ id, number: String(id), date: DAY });
  pages.length = 0;
  await refresh(index, later(20_000));
  expect(pages).toEqual([1]);
  expect(index.has("170")).toBe(true);
  expect(index.isFresh(DAY, later(20_000))).toBe(true);
});

test("what others add is found wherever the list shows it", async () => {
  const listed = entries(1, 350);
  const { index, pages } = aLedger(listed);
  await refresh(index, NOW);
  listed.splice(10, 0, anEntry(999, "by hand"));
  pages.length = 0;
  await refresh(index, later(20_000));
  expect(pages).toEqual([3, 2, 1, 0]);
  expect(index.has("by hand")).toBe(true);
});

test("a number that was given afterwards is seen once the whole is read anew", async () => {
  const listed = [anEntry(1, null), ...entries(2, 150)];
  const { index } = aLedger(listed);
  await refresh(index, NOW);
  listed[0] = anEntry(1, "A");
  await refresh(index, later(20_000));
  expect(index.has("A")).toBe(false);
  await refresh(index, later(30 * 60_000));
  expect(index.has("A")).toBe(true);
});

test.each([
  ["longer than it is worth", aLedger(entries(1, 201))],
  ["that Fiken does not count", aLedger(entries(1, 3), { counts: false })],
])("a list %s tells nothing, costs one request, and is left alone for a while", async (_, it) => {
  await refresh(it.index, NOW, { mostPages: 2 });
  expect(it.index.isFresh(DAY, NOW)).toBe(false);
  await refresh(it.index, later(119_000), { mostPages: 2 });
  expect(it.pages).toHaveLength(1);
  await refresh(it.index, later(120_000), { mostPages: 2 });
  expect(it.pages).toHaveLength(2);
});
