import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import type { CallFailure } from "./call-failure";
import { type CallRequest, createCaller } from "./caller";
import { readJson, readText } from "./reply";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function callerOf(answer: Answer) {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  return createCaller({
    provider: "Rackbeat",
    baseUrl: `http://127.0.0.1:${port}/api/`,
    headers: { authorization: "Bearer s3cret-token" },
    timeoutMs: 300,
    explain: ({ status, message }) => ({ code: "rackbeat.refused", details: { status, message } }),
  });
}

function send(status: number, body = "", headers: Record<string, string> = {}): Answer {
  return (_, response) => response.writeHead(status, headers).end(body);
}

const POST: CallRequest = { method: "POST", path: "/things?key=k3y", json: { name: "Spade" } };

async function failureOf(call: Promise<unknown>): Promise<CallFailure> {
  return call.then(
    () => expect.unreachable("the call succeeded"),
    (failure: CallFailure) => failure,
  );
}

test.each<{ name: string; answer: Answer; failure: object; code: string }>([
  {
    name: "400 is refused, with the provider's words",
    answer: send(400, '{"message":"Navn mangler"}'),
    failure: { kind: "refused", status: 400, said: "Navn mangler" },
    code: "rackbeat.refused",
  },
  {
    name: "403 is refused",
    answer: send(403),
    failure: { kind: "refused", status: 403 },
    code: "rackbeat.refused",
  },
  {
    name: "409 is refused",
    answer: send(409, "counter not initialised"),
    failure: { kind: "refused", status: 409, said: "counter not initialised" },
    code: "rackbeat.refused",
  },
  {
    name: "401 is unauthorized",
    answer: send(401),
    failure: { kind: "unauthorized", status: 401 },
    code: "rackbeat.refused",
  },
  {
    name: "429 is throttled for as long as it says",
    answer: send(429, "", { "retry-after": "2" }),
    failure: { kind: "throttled", status: 429, retryAfterMs: 2000 },
    code: "provider.throttled",
  },
  {
    name: "429 without a time is throttled",
    answer: send(429),
    failure: { kind: "throttled", retryAfterMs: null },
    code: "provider.throttled",
  },
  {
    name: "500 leaves it unknown, and keeps the words",
    answer: send(500, '{"error":"Kontonummer mangler på faktura"}'),
    failure: { kind: "unknown", status: 500, said: "Kontonummer mangler på faktura" },
    code: "provider.unavailable",
  },
  {
    name: "503 with HTML leaves it unknown",
    answer: send(503, "<html><head><title>x</title></head><body><h1>Nede</h1></body></html>"),
    failure: { kind: "unknown", status: 503, said: "Nede" },
    code: "provider.unavailable",
  },
  {
    name: "408 leaves it unknown",
    answer: send(408),
    failure: { kind: "unknown", status: 408 },
    code: "provider.unavailable",
  },
  {
    name: "a redirected write is not followed, and unknown",
    answer: send(307, "", { location: "/elsewhere" }),
    failure: { kind: "unknown", status: 307 },
    code: "provider.unavailable",
  },
  {
    name: "no answer in time leaves it unknown",
    answer: () => undefined,
    failure: { kind: "unknown", status: null },
    code: "provider.unavailable",
  },
  {
    name: "an answer that stops half way leaves it unknown",
    answer: (_, response) => response.writeHead(200, { "content-length": "100" }).write("{"),
    failure: { kind: "unknown", status: 200 },
    code: "provider.unavailable",
  },
  {
    name: "a connection lost before the answer leaves it unknown",
    answer: (request) => request.socket.destroy(),
    failure: { kind: "unknown", status: null },
    code: "provider.unavailable",
  },
  {
    name: "a connection lost within the answer leaves it unknown",
    answer: (request, response) => {
      response.writeHead(201, { "content-length": "100" });
      response.write("{", () => request.socket.destroy());
    },
    failure: { kind: "unknown", status: 201 },
    code: "provider.unavailable",
  },
])("$name", async ({ answer, failure, code }) => {
  const call = await callerOf(answer);

  const thrown = await failureOf(call(POST));

  expect(thrown).toMatchObject({ ...failure, problem: { code } });
});

test("a server that is not there leaves it unknown", async () => {
  const call = await callerOf(send(200));
  await new Promise((resolve) => server?.close(resolve));

  expect(await failureOf(call(POST))).toMatchObject({ kind: "unknown", status: null });
});

test.each([
  { name: "HTML where JSON was promised", body: "<html>Logg inn</html>" },
  { name: "JSON of another form", body: '{"id":"seven"}' },
  { name: "no body at all", body: "" },
])("$name is a bad answer, and what was made unknown", async ({ body }) => {
  const call = await callerOf(send(200, body));
  const reply = await call(POST);

  const failure = await failureOf(
    Promise.resolve().then(() => readJson(reply, z.object({ id: z.number() }))),
  );

  expect(failure).toMatchObject({ kind: "unknown", problem: { code: "provider.bad_answer" } });
});

test("a larger answer than allowed is given up", async () => {
  const call = await callerOf(send(200, "x".repeat(5000)));

  expect(await failureOf(call({ ...POST, maxBytes: 4999 }))).toMatchObject({
    kind: "unknown",
    problem: { code: "provider.bad_answer" },
  });
  expect((await call({ ...POST, maxBytes: 5000 })).bytes).toHaveLength(5000);
});

test("the deadline outlives the garbage collector", async () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const call = await callerOf((_, response) => response.writeHead(200).write("{"));
  const collecting = setInterval(collect, 20);

  const failure = await failureOf(call({ ...POST, signals: [new AbortController().signal] }));

  clearInterval(collecting);
  expect(failure).toMatchObject({ kind: "unknown", cause: { name: "TimeoutError" } });
});

test("the caller can take it back", async () => {
  const call = await callerOf(() => controller.abort(new Error("lease lost")));
  const controller = new AbortController();

  const failure = await failureOf(call({ ...POST, signals: [controller.signal] }));

  expect(failure).toMatchObject({ kind: "unknown", cause: { message: "lease lost" } });
});

test("a failure tells neither the token nor what stands in the query", async () => {
  const call = await callerOf(send(400, '{"message":"Bad token s3cret-token"}'));

  const failure = await failureOf(call(POST));

  expect(failure.said).toBe("Bad token [redacted]");
  expect(JSON.stringify(failure) + failure.stack).not.toMatch(/s3cret|k3y/);
});

test("JSON, form and multipart arrive as what they are", async () => {
  const call = await callerOf((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      const body = Buffer.concat(chunks).toString();
      response.end(JSON.stringify({ method, url, type: headers["content-type"], body }));
    });
  });
  const echo = async (request: CallRequest) =>
    JSON.parse(readText(await call(request))) as Record<string, string>;
  const multipart = new FormData();
  multipart.set("file", new Blob(["%PDF"], { type: "application/pdf" }), "10234.pdf");

  expect(await echo({ ...POST, path: "/things", query: { page: 0, left: undefined } })).toEqual({
    method: "POST",
    url: "/api/things?page=0",
    type: "application/json",
    body: '{"name":"Spade"}',
  });
  expect(await echo({ method: "POST", path: "/token", form: { code: "a b" } })).toMatchObject({
    body: "code=a+b",
  });
  const sent = await echo({ method: "POST", path: "/files", multipart });
  expect(sent.type).toMatch(/^multipart\/form-data; boundary=/);
  expect(sent.body).toContain('filename="10234.pdf"');
});

test("bytes come through unchanged", async () => {
  const bytes = Buffer.from([0, 255, 128, 10, 13, 37]);
  const call = await callerOf((_, response) => response.end(bytes));

  expect(Buffer.from((await call({ method: "GET", path: "/1.pdf" })).bytes)).toEqual(bytes);
});
