import { beforeEach, expect, test } from "vitest";
import { pauseTransfers, resumeTransfers } from "@/db/queries/transfer-settings";
import { grants } from "@/db/schema/grants";
import { fiken } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

test("of a burst of deliveries one wakes the drain", async () => {
  const answers = await Promise.all(
    ["10400", "10401", "10402", "10403"].map((number) => world.deliver(number)),
  );
  expect(answers.filter((answer) => "wake" in answer && answer.wake)).toHaveLength(1);
});

test("whatever they are about: a burst of all kinds wakes the drain once", async () => {
  const answers = await Promise.all([
    world.deliver("10001", "customer.updated"),
    world.deliver("LYS-100", "product.updated"),
    world.deliver("LYS-100", "product.stock_updated"),
    world.deliver("10400"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(4).fill("accepted"));
  expect(answers.filter((answer) => "wake" in answer && answer.wake)).toHaveLength(1);
});

test("what arrives once the drain looks for work wakes it again", async () => {
  await world.book();
  await world.drain();
  expect(await world.deliver("10401")).toMatchObject({ wake: true });
});

test("a wake-up that nobody answered is taken for lost and sent again", async () => {
  expect(await world.deliver("10400")).toMatchObject({ wake: true });
  expect(await world.deliver("10401")).toMatchObject({ wake: false });
  await world.db.update(grants).set({ wakeSentAt: new Date(Date.now() - 60_000) });
  expect(await world.deliver("10402")).toMatchObject({ wake: true });
});

test("a pause wakes nobody and loses nothing: what came meanwhile goes after it", async () => {
  await pauseTransfers(world.db, { ...world, at: world.now() });
  const number = await world.book();
  expect(await world.deliver(number)).toMatchObject({ status: "accepted", wake: false });
  await world.drain();
  expect(standingSales(number)).toEqual([]);

  await resumeTransfers(world.db, world);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
});

test("a delivery while the transfer is being worked on leads to another look", async () => {
  let delivered = false;
  const number = await world.book();
  fiken.hook = async (phase, { method, path }) => {
    if (delivered || phase !== "after-commit" || method !== "POST" || !path.endsWith("/sales")) {
      return undefined;
    }
    delivered = true;
    await world.deliver(number, "customer_invoice.updated");
    return undefined;
  };
  await world.drain();
  fiken.hook = undefined;
  expect(delivered).toBe(true);
  expect(await world.transfer(number)).toMatchObject({
    ...{ state: "verified", requests: 2, handledRequests: 2 },
  });
  expect(standingSales(number)).toHaveLength(1);
});
