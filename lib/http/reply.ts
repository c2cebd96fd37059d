import type { z } from "zod";
import { badAnswer, type ProviderName } from "./call-failure";

/** An answer of the 200s, read to its end. */
export type Reply = {
  provider: ProviderName;
  /** What errors call the request: never holds a secret. */
  label: string;
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
};

/** The JSON that the schema promises, or a CallFailure `unknown`: also where HTML came instead. */
export function readJson<T extends z.ZodType>(reply: Reply, schema: T): z.output<T> {
  const parsed = schema.safeParse(parse(reply));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") || "the answer";
  throw badAnswer(reply, `${where}: ${issue?.message ?? "is not as expected"}`);
}

export function readText(reply: Reply): string {
  return new TextDecoder().decode(reply.bytes);
}

function parse(reply: Reply): unknown {
  try {
    return JSON.parse(readText(reply));
  } catch (cause) {
    throw badAnswer(reply, "the answer is not JSON", { cause });
  }
}
