import type { z } from "zod";
import type { Problem } from "@/lib/errors/catalog";
import { badAnswer, CallFailure } from "@/lib/http/call-failure";
import type { Reply } from "@/lib/http/reply";
import { isRecord } from "./envelopes";
import { key } from "./values";

/** A row of a list that does not have what it must have. `number` is null where not even that can be read. */
export type MalformedRow = { number: string | null; problem: Problem };

export function malformedRow(row: unknown, path: string, message: string): MalformedRow {
  const number = key.safeParse(isRecord(row) ? row.number : undefined);
  return {
    number: number.success ? number.data : null,
    problem: { code: "document.malformed", details: { path, message } },
  };
}

type ProblemOf = (path: string, message: string) => Problem;

/** One entity that cannot be read is that entity's problem; trying again by itself would not mend it. */
export const documentProblem =
  (name: string): ProblemOf =>
  (path, message) => ({
    code: "document.malformed",
    details: { path: path ? `${name}.${path}` : name, message },
  });

/** The row as the schema promises it, or a CallFailure. */
export function parseRow<T extends z.ZodType>(
  reply: Reply,
  schema: T,
  row: unknown,
  problemOf?: ProblemOf,
): z.output<T> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  const message = issue?.message ?? "is not as expected";
  if (!problemOf) throw badAnswer(reply, `${path || "the answer"}: ${message}`);
  throw new CallFailure(problemOf(path, message), { kind: "unknown", status: reply.status });
}
