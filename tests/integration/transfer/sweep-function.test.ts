import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getDatabase } from "@/db/database";
import { listSweeps } from "@/db/queries/sweeps";
import { listTransfers } from "@/db/queries/transfer-lists";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { type Engine, startEngine } from "@/inngest/engine/engine";
import { rackbeat } from "@/tests/support/providers";
import { startWorld } from "@/tests/support/transfer-world";

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));

let engine: Engine;
let server: http.Server;
let woken: string[];
let requestSweep: (installationId: string) => Promise<unknown>;

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
  const { sweepRequested, transferRequested } = await import("@/inngest/events");
  const { sweepChanges } = await import("@/inngest/functions/sweep-changes");
  woken = [];
  const listen = inngest.createFunction(
    { id: "listen", triggers: [transferRequested] },
    async ({ event }) => {
      woken.push(event.data.installationId);
    },
  );
  handler = serve({ client: inngest, functions: [sweepChanges, listen] });
  await engine.registered("fiken-for-rackbeat-sweep-changes");
  requestSweep = (installationId) => inngest.send(sweepRequested.create({ installationId }));
});

afterAll(async () => {
  await engine.stop();
  server.closeAllConnections();
  server.close();
});

test("one event sweeps every kind, past the one that fails, and wakes the drain", async () => {
  const world = await startWorld();
  vi.mocked(getDatabase).mockResolvedValue(world.db);
  await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "booked" });
  const { number } = rackbeat.createCustomer(world.agreementId, { name: "Ny kunde" });
  rackbeat.faults.add({ kind: "500-before", path: "/api/suppliers", times: 5 });

  await requestSweep(world.installationId);
  await vi.waitFor(async () => expect(await listSweeps(world.db, world)).toHaveLength(6), 20_000);
  rackbeat.faults.clear();

  const sweeps = await listSweeps(world.db, world);
  const failed = sweeps.flatMap(({ kind, lastFailure }) => (lastFailure ? [kind] : []));
  expect(failed).toEqual(["supplier"]);
  const requested = await listTransfers(world.db, { ...world, limit: 1_000 });
  expect(requested.map(({ rackbeatKey }) => rackbeatKey)).toContain(String(number));
  await vi.waitFor(() => expect(woken).toContain(world.installationId), 10_000);
});
