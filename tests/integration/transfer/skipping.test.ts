import { beforeEach, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { skipTransfer, takeBackSkip } from "@/lib/transfer/hold/skip";
import { listTasks } from "@/lib/transfer/view/tasks";
import { mapGroups } from "@/tests/support/live-installation";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const FURNITURE = { itemNumber: "MØB-200", quantity: 1 };
const REASON = "Ført for hånd i Fiken";

let world: TransferWorld;
let number: string;

beforeEach(async () => {
  world = await startWorld({ unmapped: [2] });
  number = await world.book({ lines: [FURNITURE] });
  await world.drain();
});

async function skip(reason = REASON): Promise<boolean> {
  const { id: transferId } = await world.transfer(number);
  return skipTransfer(world.db, { ...world, transferId, reason, now: world.now() });
}

test("what is skipped asks for nothing more, and says who chose so and why", async () => {
  expect(await listTasks(world.db, world)).toHaveLength(1);
  expect(await skip()).toBe(true);
  const { id: transferId, state } = await world.transfer(number);
  expect(state).toBe("skipped");
  expect(await listTasks(world.db, world)).toEqual([]);
  const events = await listTransferEvents(world.db, { ...world, transferId });
  expect(events.at(-1)).toMatchObject({ event: "skipped", details: { reason: REASON } });
});

test("neither the cure of its cause, nor time, nor news from Rackbeat transfers what is skipped", async () => {
  await skip();
  await mapGroups(world.db, { ...world, groups: [2] });
  expect(await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() })).toBe(0);
  await world.deliver(number, "customer_invoice.updated");
  await world.drain();
  await world.passTime(24 * 60 * 60_000);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "skipped" });
  expect(standingSales(number)).toEqual([]);
});

test("taken back, it is transferred as any other", async () => {
  await skip();
  await mapGroups(world.db, { ...world, groups: [2] });
  const { id: transferId } = await world.transfer(number);
  expect(await takeBackSkip(world.db, { ...world, transferId, now: world.now() })).toBe(true);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  expect(standingSales(number)).toHaveLength(1);
});

test("what waits for nobody is not skipped, and what was not skipped is not taken back", async () => {
  const { id: transferId } = await world.transfer(number);
  expect(await takeBackSkip(world.db, { ...world, transferId, now: world.now() })).toBe(false);
  await mapGroups(world.db, { ...world, groups: [2] });
  await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() });
  await world.drain();
  expect(await skip()).toBe(false);
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
});
