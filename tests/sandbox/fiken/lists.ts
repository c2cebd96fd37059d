import { z } from "zod";
import type { FikenContext } from "./http";
import { badRequest } from "./refusal";

/** What a collection can be asked for. A filter that is not named here is silently ignored, as Fiken does. */
export type Filters<Row> = {
  /** Exact, whatever the case. */
  text?: Record<string, (row: Row) => string | number | undefined>;
  flag?: Record<string, (row: Row) => boolean>;
  /** A day in five spellings: `date`, `dateLe`, `dateLt`, `dateGe`, `dateGt`. */
  day?: Record<string, (row: Row) => string | undefined>;
  /** Values of `sortBy` without its direction; the first one ascending is the default order. */
  sort?: Record<string, (row: Row) => string>;
};

const COMPARISONS: Record<string, (value: string, asked: string) => boolean> = {
  "": (value, asked) => value === asked,
  Le: (value, asked) => value <= asked,
  Lt: (value, asked) => value < asked,
  Ge: (value, asked) => value >= asked,
  Gt: (value, asked) => value > asked,
};

/** Answers one page of the rows as a bare array, with paging in the headers. */
export function listOf<Row>(
  c: FikenContext,
  rows: Iterable<Row>,
  show: (row: Row) => unknown,
  filters: Filters<Row> = {},
): Response {
  const tests = [...textTests(c, filters), ...flagTests(c, filters), ...dayTests(c, filters)];
  const found = [...rows].filter((row) => tests.every((test) => test(row)));
  return pageOf(c, sorted(c, found, filters.sort), show);
}

function pageOf<Row>(c: FikenContext, rows: Row[], show: (row: Row) => unknown): Response {
  const asked = { page: wholeNumber(c, "page"), pageSize: wholeNumber(c, "pageSize") };
  const paged = asked.page !== undefined && asked.pageSize !== undefined;
  const page = paged ? (asked.page ?? 0) : 0;
  const pageSize = paged ? Math.min(asked.pageSize ?? 25, 100) : 25;
  if (pageSize === 0) throw badRequest("pageSize må være minst 1");
  c.header("Fiken-Api-Page", String(page));
  c.header("Fiken-Api-Page-Size", String(pageSize));
  c.header("Fiken-Api-Page-Count", String(Math.ceil(rows.length / pageSize)));
  c.header("Fiken-Api-Result-Count", String(rows.length));
  return c.json(rows.slice(page * pageSize, (page + 1) * pageSize).map(show));
}

function wholeNumber(c: FikenContext, name: string): number | undefined {
  const value = c.req.query(name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw badRequest(`Ugyldig verdi for ${name}: ${value}`);
  return Number(value);
}

type Test<Row> = (row: Row) => boolean;

function textTests<Row>(c: FikenContext, { text = {} }: Filters<Row>): Test<Row>[] {
  return Object.entries(text).flatMap(([name, read]) => {
    const asked = c.req.query(name)?.toLowerCase();
    if (asked === undefined) return [];
    return [(row: Row) => String(read(row) ?? "").toLowerCase() === asked];
  });
}

function flagTests<Row>(c: FikenContext, { flag = {} }: Filters<Row>): Test<Row>[] {
  return Object.entries(flag).flatMap(([name, read]) => {
    const asked = c.req.query(name);
    if (asked === undefined) return [];
    if (asked !== "true" && asked !== "false") throw badRequest(`Ugyldig verdi for ${name}`);
    return [(row: Row) => read(row) === (asked === "true")];
  });
}

function dayTests<Row>(c: FikenContext, { day = {} }: Filters<Row>): Test<Row>[] {
  return Object.entries(day).flatMap(([name, read]) =>
    Object.entries(COMPARISONS).flatMap(([spelling, compare]) => {
      const asked = c.req.query(name + spelling);
      if (asked === undefined) return [];
      if (!z.iso.date().safeParse(asked).success) {
        throw badRequest(`Ugyldig dato for ${name}${spelling}: ${asked}`);
      }
      return [(row: Row) => compareDay(compare, read(row), asked)];
    }),
  );
}

function compareDay(
  compare: (value: string, asked: string) => boolean,
  value: string | undefined,
  asked: string,
): boolean {
  return value !== undefined && compare(value, asked);
}

function sorted<Row>(c: FikenContext, rows: Row[], sort: Filters<Row>["sort"]): Row[] {
  const [fallback] = Object.keys(sort ?? {});
  if (!sort || !fallback) return rows;
  const [name = "", direction] = (c.req.query("sortBy") ?? `${fallback} asc`).split(" ");
  const keyOf = sort[name];
  if (!keyOf || (direction !== "asc" && direction !== "desc")) throw badRequest("Ugyldig sortBy");
  const sign = direction === "asc" ? 1 : -1;
  return rows.toSorted((a, b) => sign * keyOf(a).localeCompare(keyOf(b), "nb"));
}
