import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getDatabase } from "@/db/database";
import { listTransfers } from "@/db/queries/transfer-lists";
import { type Engine, startEngine } from "@/inngest/engine/engine";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld } from "@/tests/support/transfer-world";

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));

let engine: Engine;
let server: http.Server;
let woken: string[];
let requestComparison: (installationId: string) => Promise<unknown>;

/** The function itself, served by the SDK and driven step by step by the engine. */
beforeAll(async () => {
  let handler: http.RequestListener = (_, response) => response.writeHead(503).end();
  server = http.createServer((request, response) => handler(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  engine = await startEngine({ port: 0, appUrls: [`http://127.0.0.1:${port}/api/inngest`] });
  // The client reads it when it is made.
  process.env.INNGEST_DEV = engine.url;
  const { inngest } = await import("@/inngest/client");
  const { stockComparisonRequested, transferRequested } = await import("@/inngest/events");
  const { compareStock } = await import("@/inngest/functions/compare-stock");
  woken = [];
  const listen = inngest.createFunction(
    { id: "listen", triggers: [transferRequested] },
    async ({ event }) => {
      woken.push(event.data.installationId);
    },
  );
  handler = serve({ client: inngest, functions: [compareStock, listen] });
  await engine.registered("fiken-for-rackbeat-compare-stock");
  requestComparison = (installationId) =>
    inngest.send(stockComparisonRequested.create({ installationId }));
});

afterAll(async () => {
  await engine.stop();
  server.closeAllConnections();
  server.close();
});

test("one event compares products and lots with Fiken, and wakes the drain for what differs", async () => {
  const world = await startWorld();
  vi.mocked(getDatabase).mockResolvedValue(world.db);
  for (const number of ["LYS-100", "GAVEKURV"]) await world.deliver(number, "stock.updated");
  await world.drain();
  rackbeat.setStock(world.agreementId, { number: "GAVEKURV", quantity: 77.5 });

  await requestComparison(world.installationId);
  await vi.waitFor(() => expect(woken).toEqual([world.installationId]), 20_000);
  const listed = await listTransfers(world.db, world);
  expect(listed.filter(({ state }) => state === "pending")).toMatchObject([
    { kind: "stock_level", rackbeatKey: "GAVEKURV" },
  ]);
  await world.drain();
  const products = [...fiken.world.books(FJORDLYS).products.values()];
  const stocks = new Map(products.map(({ productNumber, stock }) => [productNumber, stock]));
  expect(stocks.get("GAVEKURV")).toBe(77.5);
});
