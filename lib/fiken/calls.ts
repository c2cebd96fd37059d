import { z } from "zod";
import { badAnswer } from "@/lib/http/call-failure";
import type { Caller, CallRequest } from "@/lib/http/caller";
import { type Reply, readJson } from "@/lib/http/reply";

/** Fiken's largest page. */
export const PAGE_SIZE = 100;

/** The lane's door: one request, paced and authorized. */
export type Send = Caller;

/** One page, and where the next one starts: the caller keeps the cursor. Pages count from 0. */
export type Page<T> = { items: T[]; nextPage: number | null };

/** `count`: of all pages together; null where Fiken does not tell. */
export type CountedPage<T> = Page<T> & { count: number | null };

/** What a POST made, as its `Location` tells. */
export type Created = { id: number; location: string };

type Query = NonNullable<CallRequest["query"]>;

/** Not coerced: that would read a missing header as 0. */
const numeral = z.string().regex(/^\d+$/).transform(Number);

/** Reads one object or, without paging, one bare list. */
export async function get<T extends z.ZodType>(
  send: Send,
  path: string,
  schema: T,
  query: Query = {},
): Promise<z.output<T>> {
  return readJson(await send({ method: "GET", path, query }), schema);
}

export async function getPage<T extends z.ZodType>(
  send: Send,
  path: string,
  item: T,
  page: number,
  query: Query = {},
): Promise<CountedPage<z.output<T>>> {
  const paged = { ...query, page, pageSize: PAGE_SIZE };
  const reply = await send({ method: "GET", path, query: paged });
  const items = readJson(reply, z.array(item));
  const pageCount = numeral.safeParse(reply.headers.get("fiken-api-page-count"));
  const more = pageCount.success ? page + 1 < pageCount.data : items.length === PAGE_SIZE;
  const count = numeral.safeParse(reply.headers.get("fiken-api-result-count"));
  return { items, nextPage: more ? page + 1 : null, count: count.success ? count.data : null };
}

/**
 * Fiken answers a POST with an empty 201 whose `Location` ends in `/{collection}/{id}`. Any other collection
 * is not what was asked for, and its number not the id of it: then what was made is unknown.
 */
export function readCreated(reply: Reply, collection: string): Created {
  const { location, segments } = readLocation(reply);
  const id = numeral.safeParse(segments.at(-1));
  if (reply.status !== 201 || !id.success || segments.at(-2) !== collection) {
    throw badAnswer(reply, `no Location of ${collection}`);
  }
  return { id: id.data, location };
}

export function readLocation(reply: Reply): { location: string; segments: string[] } {
  const location = reply.headers.get("location") ?? "";
  const [path = ""] = location.split(/[?#]/);
  return { location, segments: path.split("/").filter(Boolean) };
}
