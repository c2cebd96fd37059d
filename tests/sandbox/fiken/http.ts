import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { z } from "zod";
import type { Grant } from "./grants";
import { badRequest, notFound, Refusal } from "./refusal";
import type { Books } from "./world";

export type FikenEnv = { Bindings: HttpBindings; Variables: { grant: Grant; books: Books } };
export type FikenApp = Hono<FikenEnv>;
export type FikenContext = Context<FikenEnv>;

/** Reads a JSON body: 415 for another media type, 400 with every fault named for a body that does not fit. */
export async function readBody<Schema extends z.ZodType>(
  c: FikenContext,
  schema: Schema,
): Promise<z.output<Schema>> {
  const mediaType = c.req.header("content-type")?.split(";")[0]?.trim();
  if (mediaType !== "application/json") {
    throw new Refusal(415, "Unsupported Media Type: application/json er påkrevd");
  }
  return parseBody(await c.req.text(), schema);
}

/** As `readBody`, but no body at all is an empty object. */
export async function readOptionalBody<Schema extends z.ZodType>(
  c: FikenContext,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text();
  return text.trim() === "" ? schema.parse({}) : readBody(c, schema);
}

function parseBody<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badRequest("Ugyldig JSON");
  }
  const parsed = schema.safeParse(json, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first = "Ugyldig innhold", ...also] = parsed.error.issues.map(issueText);
  throw new Refusal(400, first, { also });
}

function issueText(issue: z.core.$ZodIssue): string {
  const field = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return `Unrecognized field ${issue.keys.map((key) => `'${key}'`).join(", ")}${field && ` in ${field}`}`;
  }
  return issue.input === undefined ? `'${field}' er påkrevd` : `'${field}': ${issue.message}`;
}

/** 201 with an empty body; the id is in `Location`. */
export function created(c: FikenContext, path: string): Response {
  return c.body(null, 201, { Location: apiUrl(c, path) });
}

/** A changed resource: an empty body and its `Location`; drafts answer 201, the rest 200. */
export function updated(c: FikenContext, path: string, status: 200 | 201 = 200): Response {
  return c.body(null, status, { Location: apiUrl(c, path) });
}

/** Full address of a path of the API, in the company of this request unless it starts with a slash. */
export function apiUrl(c: FikenContext, path: string): string {
  const slug = path.startsWith("/") ? "" : `/companies/${c.get("books").company.slug}/`;
  return `${new URL(c.req.url).origin}/api/v2${slug}${path}`;
}

/** The row with the id in the path, or 404. */
export function rowOf<Row>(
  c: FikenContext,
  rows: Map<number, Row>,
  parameter: string,
  what: string,
): Row {
  const row = rows.get(Number(c.req.param(parameter)));
  if (!row) throw notFound(what);
  return row;
}

/** A query parameter that Fiken requires. */
export function requireQuery(c: FikenContext, name: string): string {
  const value = c.req.query(name);
  if (!value) throw badRequest(`Query parameter '${name}' er påkrevd`);
  return value;
}
