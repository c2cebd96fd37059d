/** @jsxImportSource hono/jsx */
import { Hono } from "hono";
import type { ApiEnv, SandboxContext } from "../context";
export function pages(_context: SandboxContext): Hono<ApiEnv> {
  return new Hono<ApiEnv>();
}
