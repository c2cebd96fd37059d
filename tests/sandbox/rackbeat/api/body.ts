import type { Context } from "hono";
import type { z } from "zod";
import type { ApiEnv, SandboxContext } from "../context";
import { Refusal } from "../refusal";
import { parseInput } from "./input";

/** The body as the schema wants it. An empty body is an empty object; broken JSON is 400. */
export async function readBody<Output>(
  c: Context<ApiEnv>,
  { quirks }: SandboxContext,
  schema: z.ZodType<Output>,
): Promise<Output> {
  return parseInput(schema, await readJson(c), quirks.strictTypes);
}

/** Runs a write, without webhooks if query or body say `suppress_webhooks`. */
export async function writing<Result>(c: Context<ApiEnv>, write: () => Result): Promise<Result> {
  const body = await readJson(c);
  const inBody =
    body !== null && typeof body === "object" ? Reflect.get(body, "suppress_webhooks") : false;
  const inQuery = /^(true|1)$/.test(c.req.query("suppress_webhooks") ?? "");
  return inQuery || inBody === true ? c.get("agreement").silently(write) : write();
}

async function readJson(c: Context<ApiEnv>): Promise<unknown> {
  const text = await c.req.text();
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, { message: "Malformed JSON." });
  }
}
