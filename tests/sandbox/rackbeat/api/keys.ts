import type { Context } from "hono";
import type { ApiEnv } from "../context";
import type { Quirks } from "../quirks";
import { notFound } from "../refusal";

/** A key that every route with `:number` has. */
export function numberParam(c: Context<ApiEnv>): string {
  return c.req.param("number") ?? "";
}

/**
 * An item number from the path. The router has decoded it once; where Rackbeat wants it encoded
 * twice, a slash or a hash that is already plain has been lost on the way.
 */
export function itemNumberParam(c: Context<ApiEnv>, { pathEncoding }: Quirks): string {
  const decoded = numberParam(c);
  if (pathEncoding === "once") return decoded;
  if (pathEncoding === "twice" && /[/#?]/.test(decoded)) throw notFound();
  try {
    return decodeURIComponent(decoded);
  } catch {
    return decoded;
  }
}
