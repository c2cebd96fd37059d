import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getDatabase } from "@/db/database";
import { listTransfers } from "@/db/queries/transfer-lists";
import { stockComparisonRequested } from "@/inngest/events";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { type ServedFunction, serveFunction } from "@/tests/support/served-function";
import { startWorld } from "@/tests/support/transfer-world";

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));

let served: ServedFunction;

beforeAll(async () => {
  served = await serveFunction(
    async () => (await import("@/inngest/functions/compare-stock")).compareStock,
  );
});

afterAll(() => served.stop());

test("one event compares products and lots with Fiken, and wakes the drain for what differs", async () => {
  const world = await startWorld();
  vi.mocked(getDatabase).mockResolvedValue(world.db);
  for (const number of ["LYS-100", "GAVEKURV"]) await world.deliver(number, "stock.updated");
  await world.drain();
  rackbeat.setStock(world.agreementId, { number: "GAVEKURV", quantity: 77.5 });

  await served.send(stockComparisonRequested.create({ installationId: world.installationId }));
  await vi.waitFor(() => expect(served.woken).toEqual([world.installationId]), 20_000);
  const listed = await listTransfers(world.db, world);
  expect(listed.filter(({ state }) => state === "pending")).toMatchObject([
    { kind: "stock_level", rackbeatKey: "GAVEKURV" },
  ]);
  await world.drain();
  const products = [...fiken.world.books(FJORDLYS).products.values()];
  const stocks = new Map(products.map(({ productNumber, stock }) => [productNumber, stock]));
  expect(stocks.get("GAVEKURV")).toBe(77.5);
});
