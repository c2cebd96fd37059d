import { expect, test } from "vitest";
import { chooseForRows } from "@/lib/import/choose";
import { retryFailed, undoRows } from "@/lib/import/once";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import { aProductRow, runImport, startImportWorld } from "@/tests/support/import-world";
import { rackbeat } from "@/tests/support/providers";

test("Fiken's stock becomes one booked adjustment", async () => {
  const world = await runImport(() => [aProductRow(1, { stock: "2.5" })]);
  expect(world.agreement.products.list()).toMatchObject([{ number: "V-1", stock_quantity: 2.5 }]);
  expect(world.agreement.adjustments.list()).toMatchObject([
    {
      ...{ item_id: "V-1", quantity: 2.5, is_booked: true },
      ...{ location: 1, regulated_at: "2026-03-02" },
    },
  ]);
});

test("without stock, or where nobody asked for it, there is no adjustment", async () => {
  const world = await runImport(() => [
    aProductRow(1, { stock: null }),
    aProductRow(2, { stock: "0.00" }),
  ]);
  expect(world.agreement.adjustments.list()).toEqual([]);
  const unasked = await runImport(() => [aProductRow(1)], { openingStock: null });
  expect(unasked.agreement.adjustments.list()).toEqual([]);
});

const FAULTS: FaultKind[] = ["lose-answer", "lose-before", "500-before", "500-after", "429"];
const CARRIED_OUT: FaultKind[] = ["lose-answer", "500-after"];
const REQUESTS = [/\/products$/, /\/inventory-adjustments$/, /\/book$/];

test.each(FAULTS.flatMap((kind) => REQUESTS.map((path) => [kind, path] as const)))(
  "%s at %s, twice: one adjustment, booked",
  async (kind, path) => {
    const world = await startImportWorld(() => [aProductRow(7)]);
    rackbeat.faults.add({ kind, method: "POST", path, times: 2 });
    await world.start();
    await world.continue();
    expect(await world.row("Vare 7")).toMatchObject({ state: "done", problems: [] });
    // What was carried out is found, so it is not sent a second time.
    expect(rackbeat.faults.list()).toHaveLength(CARRIED_OUT.includes(kind) ? 1 : 0);
    expect(world.agreement.products.list()).toMatchObject([{ stock_quantity: 7 }]);
    expect(world.agreement.adjustments.list()).toMatchObject([{ quantity: 7, is_booked: true }]);
  },
);

test("an adjustment that arrives late is found, not made again", async () => {
  const world = await startImportWorld(() => [aProductRow(7)]);
  const adjustments: string[] = [];
  rackbeat.hook = (phase, { method, path }) => {
    if (method !== "POST" || !path.endsWith("/inventory-adjustments")) return undefined;
    if (phase === "before-commit") adjustments.push(path);
    return phase === "after-commit" ? "drop" : undefined;
  };
  // Rackbeat's list does not show it at the first looks.
  const { adjustments: table } = world.agreement;
  const { list } = table;
  let looks = 0;
  table.list = () => {
    looks += 1;
    return looks <= 2 ? [] : list.call(table);
  };
  await world.start();
  await world.continue();
  rackbeat.hook = undefined;
  expect(adjustments).toHaveLength(1);
  expect(list.call(table)).toMatchObject([{ quantity: 7, is_booked: true }]);
});

test("deleted by a person before it was booked, a retry makes another one", async () => {
  const world = await startImportWorld(() => [aProductRow(7)]);
  rackbeat.hook = (phase, { path }) => {
    const [made] = world.agreement.adjustments.list();
    if (phase === "before-commit" && path.endsWith("/book") && made) {
      world.agreement.adjustments.remove(made.number);
      rackbeat.hook = undefined;
    }
    return undefined;
  };
  await world.start();
  await world.continue();
  expect(await world.row("Vare 7")).toMatchObject({ state: "failed", adjustmentId: null });
  await retryFailed(world.db, { installationId: world.installationId });
  await world.continue();
  expect(await world.row("Vare 7")).toMatchObject({ state: "done" });
  expect(world.agreement.adjustments.list()).toMatchObject([{ quantity: 7, is_booked: true }]);
});

test("a product that is made, but lacks its stock, is retried or undone, not chosen for anew", async () => {
  const world = await runImport(() => [aProductRow(7)], {
    openingStock: { location: 9, date: "2026-03-02" },
  });
  const { db, installationId } = world;
  const { id, state } = await world.row("Vare 7");
  expect(state).toBe("failed");
  const asked = { installationId, rows: { ids: [id] }, option: { choice: "proposed" as const } };
  expect(await chooseForRows(db, asked)).toEqual({ chosen: 0, left: 1 });
  expect(await undoRows(db, { installationId, rowIds: [id] })).toBe(1);
  await world.continue();
  expect(await world.row("Vare 7")).toMatchObject({ state: "undone" });
  expect(world.agreement.products.list()).toEqual([]);
});
