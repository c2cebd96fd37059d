import { beforeEach, expect, test } from "vitest";
import { saveAccountMappings } from "@/db/queries/mappings";
import { type BothSides, readBothSides } from "@/lib/transfer/view/both-sides";
import { replayTransfer } from "@/lib/transfer/view/replay";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const LAMPS = [
  { itemNumber: "LYS-100", quantity: 1 },
  { itemNumber: "MØB-200", quantity: 1 },
];

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

async function keyOf(number: string) {
  const { id: transferId } = await world.transfer(number);
  return { installationId: world.installationId, transferId };
}

const factOf = (sides: BothSides | null, wanted: string) =>
  sides?.facts.find(({ name }) => name === wanted);

test("with the mapping it was sent by, a document would be booked just the same", async () => {
  const number = await world.book({ lines: LAMPS });
  await world.drain();
  const before = fiken.requests.filter(({ method }) => method !== "GET").length;
  const replay = await replayTransfer(world.db, await keyOf(number));
  expect(replay).toMatchObject({ changes: [], today: { problems: [] } });
  expect(fiken.requests.filter(({ method }) => method !== "GET")).toHaveLength(before);
});

test("with another account for the second line's group, it says line 2 and both accounts", async () => {
  const number = await world.book({ lines: LAMPS });
  await world.drain();
  const cell = { side: "sales", productGroup: 2, treatment: "high", vatType: "HIGH" } as const;
  await saveAccountMappings(world.db, { ...world, rows: [{ ...cell, account: "3010" }] });
  expect(await replayTransfer(world.db, await keyOf(number))).toMatchObject({
    changes: [{ field: "account", line: 2, before: "3000", after: "3010" }],
  });
});

test("what was never sent is previewed, with nothing to compare it to", async () => {
  const number = await world.book({ lines: LAMPS });
  const replay = await replayTransfer(world.db, await keyOf(number));
  expect(replay?.changes).toBeNull();
  expect(replay?.today.booked).not.toBeNull();
});

test("a customer has nothing to be booked", async () => {
  await world.deliver("10001", "customer.updated");
  expect(await replayTransfer(world.db, await keyOf("10001"))).toBeNull();
});

test("what Rackbeat says and what Fiken holds of an invoice stand side by side, and agree", async () => {
  const number = await world.book({ lines: LAMPS });
  await world.drain();
  const sides = await readBothSides(world.db, await keyOf(number));
  for (const name of [
    "number",
    "date",
    "dueDate",
    "currency",
    "netMinor",
    "vatMinor",
    "grossMinor",
  ]) {
    const fact = factOf(sides, name);
    expect([name, fact?.fiken]).toEqual([name, fact?.rackbeat]);
  }
  expect(sides?.rackbeat?.lines).toHaveLength(2);
  expect(sides?.fiken?.lines).toMatchObject([{ account: "3000" }, { account: "3000" }]);
});

test("what a person has changed in Fiken shows, and what is gone is said to be gone", async () => {
  const number = await world.book({ lines: LAMPS });
  await world.drain();
  const [sale] = [...fiken.world.books(FJORDLYS).sales.values()];
  if (!sale) throw new Error("nothing was booked");
  sale.dueDate = "2199-12-31";
  const changed = factOf(await readBothSides(world.db, await keyOf(number)), "dueDate");
  expect(changed?.fiken).toBe("2199-12-31");
  expect(changed?.rackbeat).not.toBe("2199-12-31");

  fiken.world.books(FJORDLYS).sales.delete(sale.saleId);
  expect(await readBothSides(world.db, await keyOf(number))).toMatchObject({
    fiken: null,
    rackbeat: { lines: [{}, {}] },
  });
});

test.each([
  ["a supplier invoice", async () => world.bookPurchase(), "grossMinor"],
  ["a product", async () => deliver("LYS-100", "product.updated"), "priceMinor"],
  ["a customer", async () => deliver("10001", "customer.updated"), "name"],
])("%s is read from both as what it is", async (_, make, field) => {
  world = await startWorld({ supplierInvoiceMode: "booked" });
  const number = await make();
  await world.drain();
  const fact = factOf(await readBothSides(world.db, await keyOf(number)), field);
  expect(fact?.rackbeat).not.toBeNull();
  expect(fact?.fiken).toBe(fact?.rackbeat);
});

async function deliver(key: string, event: string): Promise<string> {
  await world.deliver(key, event);
  return key;
}
