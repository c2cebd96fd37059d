import { afterEach, beforeEach, expect, test } from "vitest";
import { openSandbox, SHOP } from "../testing";

let world: Awaited<ReturnType<typeof openSandbox>>;
beforeEach(async () => {
  world = await openSandbox();
});
afterEach(() => world.sandbox.close());

const group = { name: "Ny gruppe", has_inventory: false };
const create = () => world.ask("POST", "/product-groups", group);
const groups = () => world.sandbox.world.agreement(SHOP).productGroups.size;

test.each([
  ["lose-before", 8],
  ["lose-answer", 9],
] as const)("%s ends the connection; groups afterwards: %i", async (kind, count) => {
  world.sandbox.faults.add({ kind, path: "/product-groups" });
  await expect(create()).rejects.toThrow();
  expect(groups()).toBe(count);
  expect(world.sandbox.requests.at(-1)?.status).toBeNull();
  expect((await create()).status).toBe(201);
});

test.each([
  ["500-before", 500, 8],
  ["500-after", 500, 9],
  ["429", 429, 8],
  ["revoked-token", 401, 8],
] as const)("%s answers %i; groups afterwards: %i", async (kind, status, count) => {
  world.sandbox.faults.add({ kind, method: "POST" });
  expect((await create()).status).toBe(status);
  expect(groups()).toBe(count);
});

test("html-error is a gateway's page, not JSON", async () => {
  world.sandbox.faults.add({ kind: "html-error" });
  const response = await fetch(`${world.sandbox.apiUrl}/self`);
  expect(response.status).toBe(502);
  expect(response.headers.get("Content-Type")).toContain("text/html");
});

test.each([
  ["timeout", 8],
  ["timeout-after", 9],
] as const)("%s never answers; groups afterwards: %i", async (kind, count) => {
  world.sandbox.faults.add({ kind });
  const response = fetch(`${world.sandbox.apiUrl}/product-groups`, {
    method: "POST",
    headers: { Authorization: `Bearer ${world.token}` },
    body: JSON.stringify(group),
    signal: AbortSignal.timeout(100),
  });
  await expect(response).rejects.toThrow(/timeout/i);
  expect(groups()).toBe(count);
});

test("the hook sees each request before and after its commit, and can drop it", async () => {
  const seen: string[] = [];
  world.sandbox.hook = (phase, { method, path }) => {
    seen.push(`${phase} ${method} ${path} ${groups()}`);
    return phase === "after-commit" ? "drop" : undefined;
  };
  await expect(create()).rejects.toThrow();
  expect(seen).toEqual([
    "before-commit POST /api/product-groups 8",
    "after-commit POST /api/product-groups 9",
  ]);
});
