import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getDatabase } from "@/db/database";
import { listSweeps } from "@/db/queries/sweeps";
import { listTransfers } from "@/db/queries/transfer-lists";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { sweepRequested } from "@/inngest/events";
import { rackbeat } from "@/tests/support/providers";
import { type ServedFunction, serveFunction } from "@/tests/support/served-function";
import { startWorld } from "@/tests/support/transfer-world";

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));

let served: ServedFunction;

beforeAll(async () => {
  served = await serveFunction(
    async () => (await import("@/inngest/functions/sweep-changes")).sweepChanges,
  );
});

afterAll(() => served.stop());

test("one event sweeps every kind, past the one that fails, and wakes the drain", async () => {
  const world = await startWorld();
  vi.mocked(getDatabase).mockResolvedValue(world.db);
  await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "booked" });
  const { number } = rackbeat.createCustomer(world.agreementId, { name: "Ny kunde" });
  rackbeat.faults.add({ kind: "500-before", path: "/api/suppliers", times: 5 });

  await served.send(sweepRequested.create({ installationId: world.installationId }));
  await vi.waitFor(async () => expect(await listSweeps(world.db, world)).toHaveLength(6), 20_000);
  rackbeat.faults.clear();

  const sweeps = await listSweeps(world.db, world);
  const failed = sweeps.flatMap(({ kind, lastFailure }) => (lastFailure ? [kind] : []));
  expect(failed).toEqual(["supplier"]);
  const requested = await listTransfers(world.db, { ...world, limit: 1_000 });
  expect(requested.map(({ rackbeatKey }) => rackbeatKey)).toContain(String(number));
  await vi.waitFor(() => expect(served.woken).toContain(world.installationId), 10_000);
});
