import { expect, test } from "vitest";
import type { Problem } from "@/lib/errors/catalog";
import { seal } from "@/lib/secrets/seal";
import { problemPage, readProblem } from "./read-problem";

const sealedOf = (address: string) =>
  new URL(address, "http://app").searchParams.get("problem") ?? undefined;

test("the page is told exactly what went wrong", () => {
  const problem: Problem = { code: "install.accept_failed", details: { status: 410 } };
  const address = problemPage(problem);
  expect(address).toMatch(/^\/install\/problem\?code=install\.accept_failed&/);
  expect(readProblem(sealedOf(address))).toEqual(problem);
});

test.each([
  undefined,
  "",
  "install.token_missing",
  "v1.deadbeef.AAAA",
  seal("no json"),
  seal(JSON.stringify({ code: "made.up", details: {} })),
  seal(JSON.stringify({ code: "toString", details: {} })),
])("what is not from us explains nothing: %j", (text) => {
  expect(readProblem(text)).toBeNull();
});
