import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { ApiProblem, createApiClient, isSessionOver } from "./fetch-json";

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

let server: Server | undefined;
afterEach(() => server?.close());

/** Answers every request as told, and keeps what was asked. */
async function anApi(answer: (request: IncomingMessage) => { status: number; body: unknown }) {
  const seen: { path: string; authorization: string | undefined; language: string | undefined }[] =
    [];
  const opened = createServer((request, response) => {
    const { authorization } = request.headers;
    seen.push({
      path: `${request.method} ${request.url}`,
      authorization,
      language: request.headers["accept-language"],
    });
    const { status, body } = answer(request);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, "127.0.0.1", resolve));
  const { port } = opened.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, seen };
}

test("a request carries the session as a bearer and the page's language", async () => {
  const { origin, seen } = await anApi(() => ({ status: 200, body: { ok: true } }));
  const client = createApiClient({ session: { token: "t1", expiresAt: soon(900) } }, "nb");
  await client.fetchJson(`${origin}/api`, z.object({ ok: z.boolean() }));
  expect(seen).toEqual([{ path: "GET /api", authorization: "Bearer t1", language: "nb" }]);
});

test("a problem is thrown with its cause and fix", async () => {
  const error = { code: "session.expired", cause: "Expired.", fix: "Load again." };
  const { origin } = await anApi(() => ({ status: 401, body: { error } }));
  const client = createApiClient({ session: { token: "t1", expiresAt: soon(900) } }, "en");
  const failure = await client.fetchJson(origin, z.unknown()).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(ApiProblem);
  expect(failure).toMatchObject({ explanation: error, message: "Expired. Load again." });
});

test("a file comes as it is; a refusal of one says its cause and fix too", async () => {
  const error = { code: "session.expired", cause: "Expired.", fix: "Load again." };
  const { origin, seen } = await anApi(({ url }) =>
    url === "/file" ? { status: 200, body: "rows" } : { status: 401, body: { error } },
  );
  const client = createApiClient({ session: { token: "t1", expiresAt: soon(900) } }, "nb");
  expect(await (await client.fetchFile(`${origin}/file`)).text()).toBe('"rows"');
  const failure = await client.fetchFile(`${origin}/gone`).catch((reason: unknown) => reason);
  expect(failure).toMatchObject({ explanation: error });
  expect(seen[0]).toMatchObject({ authorization: "Bearer t1" });
});

test("an ended session is told from every other problem", async () => {
  const explain = (code: string) => new ApiProblem({ code, cause: "Cause.", fix: "Fix." });
  expect(isSessionOver(explain("session.expired"))).toBe(true);
  expect(isSessionOver(explain("app.unexpected"))).toBe(false);
  expect(isSessionOver(new TypeError("Failed to fetch"))).toBe(false);
});

test("an answer of another shape is no answer", async () => {
  const { origin } = await anApi(() => ({ status: 200, body: { ok: "perhaps" } }));
  const client = createApiClient({ session: { token: "t1", expiresAt: soon(900) } }, "nb");
  await expect(client.fetchJson(origin, z.object({ ok: z.boolean() }))).rejects.toThrow();
});

test("a session that is about to end is renewed once, however many requests wait for it", async () => {
  const { origin, seen } = await anApi(({ url }) =>
    url === "/renew"
      ? { status: 200, body: { token: "t2", expiresAt: soon(900) } }
      : { status: 200, body: {} },
  );
  const holder = { session: { token: "t1", expiresAt: soon(30) } };
  const client = createApiClient(holder, "nb", { sessionPath: `${origin}/renew` });
  await Promise.all([1, 2, 3].map(() => client.fetchJson(`${origin}/api`, z.unknown())));
  expect(seen.map(({ path, authorization }) => `${path} ${authorization}`)).toEqual([
    "POST /renew Bearer t1",
    "GET /api Bearer t2",
    "GET /api Bearer t2",
    "GET /api Bearer t2",
  ]);
});

const EXPIRED = { code: "session.expired", cause: "Expired.", fix: "Load again." };

test("a session that ended while the computer slept is opened again once, and the request goes on with it", async () => {
  const { origin, seen } = await anApi(({ url }) =>
    url === "/renew" ? { status: 401, body: { error: EXPIRED } } : { status: 200, body: {} },
  );
  let reopened = 0;
  const client = createApiClient({ session: { token: "t1", expiresAt: soon(-900) } }, "nb", {
    sessionPath: `${origin}/renew`,
    reopen: async () => {
      reopened += 1;
      return { token: "t3", expiresAt: soon(900) };
    },
  });
  await Promise.all([1, 2].map(() => client.fetchJson(`${origin}/api`, z.unknown())));
  expect(reopened).toBe(1);
  expect(seen.map(({ path, authorization }) => `${path} ${authorization}`)).toEqual([
    "POST /renew Bearer t1",
    "GET /api Bearer t3",
    "GET /api Bearer t3",
  ]);
});

test("a renewal that fails for another reason opens nothing", async () => {
  const error = { ...EXPIRED, code: "app.unexpected" };
  const { origin } = await anApi(() => ({ status: 500, body: { error } }));
  const client = createApiClient({ session: { token: "t1", expiresAt: soon(30) } }, "nb", {
    sessionPath: origin,
    reopen: () => Promise.reject(new Error("opened")),
  });
  await expect(client.freshToken()).rejects.toBeInstanceOf(ApiProblem);
});
