import { expect, test } from "vitest";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import { LedgerIndex } from "./ledger-index";

const NOW = new Date("2026-05-17T12:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const APRIL = { from: "2026-04-10", to: "2026-04-20", mostPages: 2, now: NOW };

function aSale(saleNumber: string, changes: Partial<FikenSale> = {}): FikenSale {
  const sale = { saleId: 1, saleNumber, kind: "external_invoice", deleted: false };
  return {
    ...sale,
    date: "2026-04-10",
    settled: false,
    lines: [],
    saleAttachments: [],
    ...changes,
  } as FikenSale;
}

/** Answers the pages, and tells what was asked. */
function aFiken(pages: FikenSale[][]) {
  const asked: unknown[] = [];
  return {
    asked,
    listSales: async (page: number, filter = {}) => {
      asked.push(filter);
      return { items: pages[page] ?? [], nextPage: page + 1 < pages.length ? page + 1 : null };
    },
  };
}

test("covers the days that were read, for two minutes, and reads a week around them", async () => {
  const index = new LedgerIndex();
  const fiken = aFiken([[aSale("1")], [aSale("2")]]);
  expect(await index.read(fiken, APRIL)).toHaveLength(2);
  expect(fiken.asked[0]).toEqual({ dateFrom: "2026-04-03", dateTo: "2026-04-27" });
  expect(index.covers("2026-04-10", later(119_000))).toBe(true);
  expect(index.covers("2026-04-20", NOW)).toBe(true);
  expect(index.covers("2026-04-21", NOW)).toBe(false);
  expect(index.covers("2026-04-10", later(120_000))).toBe(false);
  expect([index.has("1"), index.has("2"), index.has("3")]).toEqual([true, true, false]);
});

test("a number of a deleted sale, or of another kind, is free", async () => {
  const index = new LedgerIndex();
  const fiken = aFiken([[aSale("1", { deleted: true }), aSale("2", { kind: "invoice" })]]);
  await index.read(fiken, APRIL);
  expect([index.has("1"), index.has("2")]).toEqual([false, false]);
});

test("a list longer than it is worth covers nothing, and is not read again for a while", async () => {
  const index = new LedgerIndex();
  const fiken = aFiken([[aSale("1")], [aSale("2")], [aSale("3")]]);
  expect(await index.read(fiken, APRIL)).toBeNull();
  expect(fiken.asked).toHaveLength(2);
  expect(index.covers("2026-04-10", NOW)).toBe(false);
  expect(index.isGivenUp(later(119_000))).toBe(true);
  expect(index.isGivenUp(later(120_000))).toBe(false);
});
