import type { Context } from "hono";
import type { ApiEnv } from "../context";
import type { Quirks } from "../quirks";
import { invalid } from "../refusal";
import { isPlainMoment, parsePlainMoment } from "../time";
import { parseFields, selectFields } from "./fields";

export type Filter<Row> = (row: Row, value: string) => boolean;

export type ListSpec<Row> = {
  /** Envelope key: plural snake case of the resource. */
  plural: string;
  rows: Row[];
  present: (row: Row) => unknown;
  /** Parameters of this resource beside the common ones. */
  filters?: Record<string, Filter<Row>>;
  /** What the API calls a property that the row keeps under another name. */
  aliases?: Record<string, keyof Row & string>;
};

const MAX_LIMIT = 1000;
const CONTROLS = ["page", "limit", "fields", "expand", "sort", "order_by", "order_direction"];

/** A list: filtered, sorted, one page of it, in the envelope that every list has. */
export function listOf<Row extends object>(
  c: Context<ApiEnv>,
  quirks: Quirks,
  spec: ListSpec<Row>,
): Response {
  const query = c.req.query();
  const page = wholeNumber(query, "page", 1, Number.MAX_SAFE_INTEGER, 1);
  const limit = wholeNumber(query, "limit", 1, MAX_LIMIT, 20);
  const matching = sorted(filtered(c.req.path, query, quirks, spec), query, spec.aliases);
  const items = matching.slice((page - 1) * limit, page * limit).map(spec.present);
  const tree = query.fields === undefined ? null : parseFields(query.fields);
  return c.json(
    {
      [spec.plural]: tree ? selectFields(items, tree) : items,
      total: matching.length,
      pages: Math.max(1, Math.ceil(matching.length / limit)),
      limit,
      page,
    },
    quirks.listStatus,
  );
}

/** A single entity under its singular name; `fields` selects within it. */
export function oneOf(
  c: Context<ApiEnv>,
  singular: string,
  entity: unknown,
  status: 200 | 201 = 200,
): Response {
  const fields = c.req.query("fields");
  const shown = fields === undefined ? entity : selectFields(entity, parseFields(fields));
  return c.json({ [singular]: shown }, status);
}

/** A filter on a boolean property; 422 for anything but true, false, 1 and 0. */
export function isTrue<Row>(property: keyof Row & string): Filter<Row> {
  return (row, value) => {
    if (!/^(true|false|0|1)$/.test(value)) {
      throw invalid({ [property]: `The ${property} field must be true or false.` });
    }
    return row[property] === /^(true|1)$/.test(value);
  };
}

export function equals<Row>(property: keyof Row & string): Filter<Row> {
  return (row, value) => String(row[property]) === value;
}

/** `…_from` and `…_to`, both included: numbers as numbers, dates and texts as texts. */
export function between<Row>(
  name: string,
  property: keyof Row & string,
): Record<string, Filter<Row>> {
  return {
    [`${name}_from`]: (row, value) => compare(row[property], typedLike(row[property], value)) >= 0,
    [`${name}_to`]: (row, value) => compare(row[property], typedLike(row[property], value)) <= 0,
  };
}

function filtered<Row extends object>(
  path: string,
  query: Record<string, string>,
  quirks: Quirks,
  spec: ListSpec<Row>,
): Row[] {
  return Object.entries(query)
    .filter(([name]) => !CONTROLS.includes(name))
    .reduce((rows, [name, value]) => {
      const filter = filterFor(path, name, value, quirks, spec);
      return filter ? rows.filter((row) => filter(row, value)) : rows;
    }, spec.rows);
}

function filterFor<Row extends object>(
  path: string,
  name: string,
  value: string,
  quirks: Quirks,
  spec: ListSpec<Row>,
): Filter<Row> | null {
  const own = Object.entries(spec.filters ?? {}).find(([key]) => key === name);
  if (own) return own[1];
  if (name === "search") return matchesSearch;
  const [, asked] = /^simple_filter\[([a-z_]+)\]$/.exec(name) ?? [];
  const property = asked && (spec.aliases?.[asked] ?? asked);
  if (property && (spec.rows.length === 0 || hasProperty(spec.rows, property))) {
    return (row) => String(Reflect.get(row, property)) === value;
  }
  const refused = quirks.refuseUpdatedAtFrom.some((area) => path.startsWith(`/api/${area}`));
  if (name === "updated_at_from" && !refused) return updatedSince(momentOf(name, value));
  if (name === "updated_at_to" && !refused) return updatedUntil(momentOf(name, value, " 23:59:59"));
  if (quirks.unknownFilters === "ignore") return null;
  const unknown = asked ?? name;
  throw invalid({ [unknown]: `Property '${unknown}' is not filterable` });
}

function momentOf(name: string, value: string, endOfDay = ""): number {
  if (!isPlainMoment(value)) {
    throw invalid({ [name]: `The ${name} does not match the format Y-m-d H:i:s.` });
  }
  return parsePlainMoment(value.length === 10 ? `${value}${endOfDay}` : value).getTime();
}

/** Whole seconds on both sides, as the field is shown. */
function updatedSince<Row extends object>(from: number): Filter<Row> {
  return (row) => updatedSecond(row) >= from;
}

function updatedUntil<Row extends object>(to: number): Filter<Row> {
  return (row) => updatedSecond(row) <= to;
}

function updatedSecond(row: object): number {
  const moment: unknown = Reflect.get(row, "updated_at");
  return moment instanceof Date ? Math.floor(moment.getTime() / 1000) * 1000 : 0;
}

function matchesSearch(row: object, value: string): boolean {
  const text = `${Reflect.get(row, "number")} ${Reflect.get(row, "name") ?? ""}`;
  return text.toLowerCase().includes(value.toLowerCase());
}

/** `order_by` with a direction wins over the plain, ascending `sort`. */
function sorted<Row extends object>(
  rows: Row[],
  query: Record<string, string>,
  aliases: ListSpec<Row>["aliases"],
): Row[] {
  const asked = query.order_by ?? query.sort;
  if (asked === undefined) return rows;
  const property = aliases?.[asked] ?? asked;
  if (rows.length > 0 && !hasProperty(rows, property)) {
    throw invalid({ sort: `Property '${asked}' is not sortable` });
  }
  const direction = (query.order_by && query.order_direction?.toUpperCase()) || "ASC";
  if (direction !== "ASC" && direction !== "DESC") {
    throw invalid({ order_direction: "The selected order direction is invalid." });
  }
  const sign = direction === "DESC" ? -1 : 1;
  return rows.toSorted(
    (one, other) => sign * compare(Reflect.get(one, property), Reflect.get(other, property)),
  );
}

function hasProperty(rows: object[], property: string): boolean {
  return rows.some((row) => Object.hasOwn(row, property));
}

function typedLike(sample: unknown, value: string): unknown {
  return typeof sample === "number" ? Number(value) : value;
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (one instanceof Date && other instanceof Date) return one.getTime() - other.getTime();
  const [left, right] = [String(one), String(other)];
  return left < right ? -1 : Number(left > right);
}

function wholeNumber(
  query: Record<string, string>,
  name: string,
  min: number,
  max: number,
  fallback: number,
): number {
  const text = query[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    const range = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `between ${min} and ${max}`;
    throw invalid({ [name]: `The ${name} must be ${range}.` });
  }
  return value;
}
