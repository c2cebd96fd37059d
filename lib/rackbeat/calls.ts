import { z } from "zod";
import type { Problem } from "@/lib/errors/catalog";
import { badAnswer, CallFailure } from "@/lib/http/call-failure";
import type { Caller, CallRequest } from "@/lib/http/caller";
import { type Reply, readJson } from "@/lib/http/reply";
import { nextPageOf, rowOf, rowsOf } from "./envelopes";
import { pathSpellings } from "./paths";
import { documentProblem, malformedRow, parseRow } from "./rows";

export const PAGE_SIZE = 100;
/** Reports and long lists are slow at Rackbeat; writes are not. */
const READ_TIMEOUT_MS = 60_000;
const MAX_PDF_BYTES = 10 * 1024 * 1024;
/** A guard against a server that has no last page. */
const MAX_PAGES = 1_000;

/** One page, and where the next one starts: the caller keeps the cursor. Pages count from 1. */
export type Page<T> = { items: T[]; nextPage: number | null };

export type Query = NonNullable<CallRequest["query"]>;

export type Entity<T extends z.ZodType> = {
  resource: string;
  /** The singular envelope, which is also what problems call it. */
  name: string;
  schema: T;
};

export type Calls = ReturnType<typeof createCalls>;

/** What the resources have in common: lists in their envelope, one entity by its number, its PDF. */
export function createCalls(call: Caller) {
  const get = (path: string, query: Query = {}) =>
    call({ method: "GET", path, query, timeoutMs: READ_TIMEOUT_MS });

  async function listRows(resource: string, query: Query, page = 1, limit = PAGE_SIZE) {
    const reply = await get(`/${resource}`, { ...query, page, limit });
    const answer = readJson(reply, z.unknown());
    const rows = rowsOf(answer, resource.replaceAll("-", "_"));
    if (!rows) throw badAnswer(reply, "the answer holds no list");
    return { reply, rows, nextPage: nextPageOf(answer, { page, rows: rows.length, limit }) };
  }

  async function listAll<T extends z.ZodType>(resource: string, schema: T) {
    const all: z.output<T>[] = [];
    let page: number | null = 1;
    while (page !== null && page <= MAX_PAGES) {
      const listed: Awaited<ReturnType<typeof listRows>> = await listRows(resource, {}, page);
      all.push(...listed.rows.map((row) => parseRow(listed.reply, schema, row)));
      page = listed.nextPage;
    }
    return all;
  }

  async function getOne<T extends z.ZodType>(
    { resource, name, schema }: Entity<T>,
    number: string,
  ) {
    const found = await find(resource, number);
    if (!found) throw notFound(name, number);
    return parseRow(found.reply, schema, rowOf(found.answer, name), documentProblem(name));
  }

  /** By path, in every spelling of the number; where it has several, at last by filter. */
  async function find(resource: string, number: string) {
    const spellings = pathSpellings(number);
    for (const spelling of spellings) {
      const reply = await nullIfNotFound(get(`/${resource}/${spelling}`));
      if (reply) return { reply, answer: readJson(reply, z.unknown()) };
    }
    if (spellings.length === 1) return null;
    const { reply, rows } = await listRows(resource, { "simple_filter[number]": number });
    // A filter that was ignored answers with everything.
    const row = rows.find((candidate) => malformedRow(candidate, "", "").number === number);
    return row === undefined ? null : { reply, answer: row };
  }

  async function getPdf<T extends z.ZodType>(
    { resource, name }: Entity<T>,
    number: string,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const reply = await nullIfNotFound(
      call({
        method: "GET",
        path: `/${resource}/${encodeURIComponent(number)}.pdf`,
        headers: { accept: "application/pdf" },
        timeoutMs: READ_TIMEOUT_MS,
        maxBytes: MAX_PDF_BYTES,
      }),
    );
    if (!reply) throw notFound(`${name}_pdf`, number);
    if (!startsWithPdf(reply)) throw badAnswer(reply, "the answer is not a PDF");
    return reply.bytes;
  }

  return { get, listRows, listAll, getOne, getPdf };
}

export async function nullIfNotFound(reply: Promise<Reply>): Promise<Reply | null> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof CallFailure && error.status === 404) return null;
    throw error;
  }
}

export function notFound(kind: string, number: string): CallFailure {
  const problem: Problem = { code: "rackbeat.not_found", details: { kind, number } };
  return new CallFailure(problem, { kind: "refused", status: 404 });
}

function startsWithPdf({ bytes }: Reply): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 4)) === "%PDF";
}
