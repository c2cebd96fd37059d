import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { log } from "./log";

function written(fields: object): string {
  const { err } = log[Symbol.for("pino.serializers") as never] as {
    err: (error: Error) => object;
  };
  return JSON.stringify("err" in fields ? err(fields.err as Error) : fields);
}

test("a failed query is logged without its parameters", () => {
  const error = new DrizzleQueryError(
    "insert into x values ($1)",
    ["sealed-token"],
    new Error("no"),
  );
  const line = written({ err: error });
  expect(line).toContain("insert into x");
  expect(line).not.toContain("sealed-token");
});
