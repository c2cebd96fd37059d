import { expect, test } from "vitest";
import type { FaultKind } from "../kernel/faults";
import type { FikenSandbox } from "./server";
import { aSale, freshFiken } from "./test-caller";

test("one request at a time: the second of a grant is refused and counted", async () => {
  const { sandbox, call } = await freshFiken({ latencyMs: 50 });
  const answers = await Promise.all([call("GET", "/user"), call("GET", "/companies")]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 429]);
  expect(sandbox.violations).toBe(1);

  await call("GET", "/user");
  await call("GET", "/user");
  expect(sandbox.violations).toBe(1);
});

test("two grants have a lane each", async () => {
  const { sandbox, call } = await freshFiken({ latencyMs: 50 });
  const headers = { authorization: `Bearer ${sandbox.connect()}` };
  const [mine, other] = await Promise.all([
    call("GET", "/user"),
    fetch(`${sandbox.apiUrl}/user`, { headers }),
  ]);
  expect([mine.status, other.status]).toEqual([200, 200]);
  expect(sandbox.violations).toBe(0);
});

test("above the pace answers are slowed down, not refused", async () => {
  const { sandbox, call } = await freshFiken({ requestsPerSecond: 10 });
  const startedAt = performance.now();
  for (let sent = 0; sent < 11; sent += 1) expect((await call("GET", "/user")).status).toBe(200);
  expect(sandbox.slowdowns).toBe(1);
  expect(performance.now() - startedAt).toBeGreaterThan(900);
});

test("requests are remembered with their id, body and answer", async () => {
  const { sandbox, token } = await freshFiken();
  const headers = { authorization: `Bearer ${token}`, "x-request-id": "r-1" };
  await fetch(`${sandbox.apiUrl}/companies?page=0`, { headers });
  expect(sandbox.requests.at(-1)).toMatchObject({
    method: "GET",
    path: "/companies",
    query: "?page=0",
    status: 200,
    requestId: "r-1",
    token,
  });
});

const LOST = "lost";
const HANGS = "hangs";

test.each<[FaultKind, number | string, number]>([
  ["lose-before", LOST, 0],
  ["lose-answer", LOST, 1],
  ["500-before", 500, 0],
  ["500-after", 500, 1],
  ["429", 429, 0],
  ["html-error", 502, 0],
  ["locked-period", 400, 0],
  ["revoked-token", 401, 0],
  ["timeout", HANGS, 0],
  ["timeout-after", HANGS, 1],
])("fault %s answers %s and books %i", async (kind, expected, booked) => {
  const { sandbox, books, token } = await freshFiken();
  sandbox.faults.add({ kind, method: "POST", path: /\/sales$/ });

  const answer = await fetch(`${sandbox.apiUrl}/companies/${books.company.slug}/sales`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(aSale(books)),
    signal: AbortSignal.timeout(expected === HANGS ? 200 : 5_000),
  }).then(
    async (response) => {
      await response.text();
      return response.status;
    },
    (error: Error) => (error.name === "TimeoutError" ? HANGS : LOST),
  );

  expect(answer).toBe(expected);
  expect(books.sales.size).toBe(booked);
  expect(books.journal.size).toBe(booked);
  expect(sandbox.faults.list()).toEqual([]);
});

test("a fault frees the lane: the next request is no violation", async () => {
  const { sandbox, books, call } = await freshFiken();
  for (const kind of ["lose-answer", "500-after", "html-error"] as const) {
    sandbox.faults.add({ kind });
    await call("POST", "sales", aSale(books)).catch(() => undefined);
    expect((await call("GET", "/user")).status).toBe(200);
  }
  expect(sandbox.violations).toBe(0);
});

test("faults can be set and cleared over HTTP", async () => {
  const { sandbox, call } = await freshFiken();
  const url = `${sandbox.url}/_admin/faults`;
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ kind: "500-before", path: "/user" });
  await fetch(url, { method: "POST", headers, body });
  expect((await call("GET", "/user")).status).toBe(500);
  await fetch(url, { method: "POST", headers, body });
  await fetch(url, { method: "DELETE" });
  expect((await call("GET", "/user")).status).toBe(200);
});

test("the hook sees both sides of every commit, and can drop the connection", async () => {
  const { sandbox, books, call } = await freshFiken();
  const seen: [string, number][] = [];
  sandbox.hook = (phase, { method, path }) => {
    if (method !== "POST" || !path.endsWith("/sales")) return undefined;
    seen.push([phase, books.sales.size]);
    return phase === "after-commit" ? "drop" : undefined;
  };
  await expect(call("POST", "sales", aSale(books))).rejects.toThrow("fetch failed");
  expect(seen).toEqual([
    ["before-commit", 0],
    ["after-commit", 1],
  ]);

  sandbox.hook = () => "drop";
  await expect(call("POST", "sales", aSale(books))).rejects.toThrow("fetch failed");
  expect(books.sales.size).toBe(1);
});

function refresh(sandbox: FikenSandbox, refreshToken: string): Promise<Response> {
  const basic = Buffer.from("fiken-sandbox-client:fiken-sandbox-secret").toString("base64");
  return fetch(`${sandbox.oauthUrl}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }),
  });
}

test("an access taken back shows as invalid_grant at the token endpoint", async () => {
  const { sandbox } = await freshFiken();
  sandbox.faults.add({ kind: "revoked-token", path: "/oauth/token" });
  const answer = await refresh(sandbox, sandbox.grants.list()[0]?.refreshToken ?? "");
  expect(await answer.json()).toMatchObject({ error: "invalid_grant" });
});

test("a lost answer at the token endpoint has still rotated the refresh token", async () => {
  const { sandbox } = await freshFiken({ rotateRefreshTokens: true });
  const [grant] = sandbox.grants.list();
  const before = grant?.refreshToken ?? "";
  sandbox.faults.add({ kind: "lose-answer", path: "/oauth/token" });
  await expect(refresh(sandbox, before)).rejects.toThrow("fetch failed");
  expect(grant?.refreshToken).not.toBe(before);
});
