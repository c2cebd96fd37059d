import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { type Engine, type EngineOptions, startEngine } from "./engine";

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

export function testClient(baseUrl: string, id = "app") {
  return new Inngest({ id, baseUrl, isDev: true, logger: SILENT });
}

export type TestClient = ReturnType<typeof testClient>;

export type TestWorld = { engine: Engine; client: TestClient; appUrl: string };

const open: (() => Promise<void>)[] = [];

/** An engine, and an app whose functions the real SDK serves. */
export async function startWorld(
  define: (client: TestClient) => InngestFunction.Any[],
  options: Partial<EngineOptions> = {},
): Promise<TestWorld> {
  let handler: http.RequestListener = (_request, response) => response.writeHead(503).end();
  const server = http.createServer((request, response) => handler(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`;

  const engine = await startEngine({
    port: 0,
    appUrls: [appUrl],
    backoff: () => 20,
    ...options,
  });
  open.push(async () => {
    await engine.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const client = testClient(engine.url);
  const functions = define(client);
  handler = serve({ client, functions });
  const [first] = functions;
  if (first) await engine.registered(first.id("app"));
  return { engine, client, appUrl };
}

/** For afterEach. */
export async function closeWorlds(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}
