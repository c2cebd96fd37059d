import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { afterEach, expect, test } from "vitest";
import { startEngine } from "./engine";
import { closeWorlds, startWorld, testClient } from "./test-app";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  await closeWorlds();
  for (const undo of cleanUp.splice(0)) await undo();
});

const config = (settings: object) => ({
  id: "other-fn",
  name: "fn",
  triggers: [{ event: "test/x" }],
  steps: {
    step: { id: "step", name: "step", runtime: { type: "http", url: "http://127.0.0.1:1/" } },
  },
  ...settings,
});

async function register(url: string, functions: object[]) {
  const response = await fetch(`${url}/fn/register`, {
    method: "POST",
    body: JSON.stringify({ url: "http://127.0.0.1:1/", appName: "other", functions }),
  });
  return { status: response.status, body: await response.json() };
}

test("an app that syncs out of band registers itself", async () => {
  const engine = await startEngine({ port: 0, appUrls: [], backoff: () => 20 });
  const client = testClient(engine.url);
  let calls = 0;
  const fn = client.createFunction({ id: "fn", triggers: { event: "test/x" } }, () => void calls++);
  const app = http.createServer(serve({ client, functions: [fn] })).listen(0, "127.0.0.1");
  await once(app, "listening");
  cleanUp.push(
    engine.stop,
    () => app.closeAllConnections(),
    () => app.close(),
  );

  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/api/inngest`;
  const response = await fetch(appUrl, { method: "PUT" });
  expect(await response.json()).toMatchObject({ modified: true });
  const again = await fetch(appUrl, { method: "PUT" });
  expect(await again.json()).toMatchObject({ modified: false });
  await client.send({ name: "test/x" });
  await engine.idle();
  expect(calls).toBe(1);
});

test("an app that starts after the engine is registered as soon as it is up", async () => {
  const spare = http.createServer().listen(0, "127.0.0.1");
  await once(spare, "listening");
  const { port } = spare.address() as AddressInfo;
  await new Promise((resolve) => spare.close(resolve));

  const warnings: string[] = [];
  const warn = (_fields: object, message: string) => void warnings.push(message);
  const engine = await startEngine({
    port: 0,
    appUrls: [`http://127.0.0.1:${port}/api/inngest`],
    logger: { debug() {}, info() {}, warn, error() {} },
  });
  cleanUp.push(engine.stop);
  await expect.poll(() => warnings).toHaveLength(1);
  expect(warnings[0]).toContain("ECONNREFUSED");

  const client = testClient(engine.url);
  const fn = client.createFunction({ id: "fn", triggers: { event: "test/x" } }, () => 1);
  const app = http.createServer(serve({ client, functions: [fn] })).listen(port, "127.0.0.1");
  cleanUp.push(
    () => app.closeAllConnections(),
    () => app.close(),
  );
  await engine.registered("app-fn");
});

test.each([
  ["batchEvents", { batchEvents: { maxSize: 5, timeout: "5s" } }],
  ["throttle", { throttle: { limit: 1, period: "1s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "1s" } }],
  ["priority", { priority: { run: "1" } }],
  ["timeouts", { timeouts: { finish: "1m" } }],
  ["unheardOf", { unheardOf: true }],
  ["event pattern", { triggers: [{ event: "test/*" }] }],
  ["jitter", { triggers: [{ cron: "* * * * *", jitter: "30s" }] }],
  ["cannot be read", { triggers: [{ cron: "every day" }] }],
  ["Mars/Base", { triggers: [{ cron: "TZ=Mars/Base 0 6 * * *" }] }],
  ["nonsense", { triggers: [{ event: "test/x", expression: "nonsense(event)" }] }],
  ["needs a key", { concurrency: [{ limit: 1, scope: "env" }] }],
])("what cannot be done is refused by name: %s", async (name, settings) => {
  const { engine } = await startWorld(() => []);
  const { status, body } = await register(engine.url, [
    config({ id: "other-good" }),
    config(settings),
  ]);
  expect(status).toBe(400);
  expect(body.error).toContain(name);
  expect(body.error).toContain("other-fn");
  expect(engine.status().functions).toEqual([]);
});

test("all refusals of an app are named at once", async () => {
  const { engine } = await startWorld(() => []);
  const { body } = await register(engine.url, [
    config({ id: "other-a", throttle: {} }),
    config({ id: "other-b", priority: {} }),
  ]);
  expect(body.error).toMatch(/other-a.*throttle[\s\S]*other-b.*priority/);
});

test("a server kind that the SDK does not expect is refused", async () => {
  const { engine } = await startWorld(() => []);
  const response = await fetch(`${engine.url}/fn/register`, {
    method: "POST",
    headers: { "x-inngest-expected-server-kind": "cloud" },
    body: "{}",
  });
  expect(response.status).toBe(400);
});

test("people and tests can see what the engine does", async () => {
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "fn", retries: 0, triggers: { event: "test/x" } }, () => {
      throw new Error("<broken>");
    }),
  ]);
  await client.send({ name: "test/x" });
  await engine.idle();
  const get = (path: string, accept = "*/*") => fetch(engine.url + path, { headers: { accept } });
  expect((await get("/health")).status).toBe(200);
  expect(await (await get("/")).json()).toMatchObject({
    functions: [{ id: "app-fn", events: ["test/x"] }],
    runs: { queued: 0, running: 0, failed: 1 },
  });
  expect(await (await get("/", "text/html")).text()).toContain("&lt;broken&gt;");
  expect((await get("/v1/runs/none")).status).toBe(404);
  expect(await (await get("/v1/signals")).json()).toMatchObject({
    error: expect.stringContaining("not supported"),
  });
});
