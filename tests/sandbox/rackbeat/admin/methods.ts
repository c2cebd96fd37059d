import type { z } from "zod";
import { parseInput } from "../api/input";
import type { SandboxContext } from "../context";
import { Refusal } from "../refusal";
import { type AdminCallName, type AdminCalls, adminCalls } from "./calls";

/** Every admin call as a method: agreement first, then the input that its schema wants. */
export type AdminMethods = {
  [Name in AdminCallName]: (
    agreementId: number,
    input: z.input<AdminCalls[Name]["input"]>,
  ) => ReturnType<AdminCalls[Name]["run"]>;
};

export function adminMethods(context: SandboxContext): AdminMethods {
  const methods = Object.keys(adminCalls).map((name) => [
    name,
    (agreementId: number, body: unknown) => runCall(context, agreementId, name, body),
  ]);
  // Built from the table that the type is derived from, key by key.
  return Object.fromEntries(methods) as AdminMethods;
}

/** Runs a call by its name, with its input parsed. Throws 404 for a name there is not. */
export function runCall(
  context: SandboxContext,
  agreementId: number,
  name: string,
  body: unknown,
): unknown {
  const [, entry] = Object.entries(adminCalls).find(([key]) => key === name) ?? [];
  if (!entry) throw new Refusal(404, { message: `No call ${name}.` });
  const schema: z.ZodType = entry.input;
  // Schema and function come from one entry, so what the schema gives is what the function takes.
  const run = entry.run as (agreement: unknown, input: unknown, context: SandboxContext) => unknown;
  return run(context.world.agreement(agreementId), parseInput(schema, body, true), context);
}
