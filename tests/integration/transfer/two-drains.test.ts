import { beforeEach, expect, test } from "vitest";
import { listPostings } from "@/db/queries/postings";
import { claimNextTransfer, settleTransfer } from "@/db/queries/transfers";
import { processTurns } from "@/lib/fiken/turns";
import { drain } from "@/lib/transfer/drain";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const isSalePosted = ({ method, path }: { method: string; path: string }) =>
  method === "POST" && path.endsWith("/sales");

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

const claim = (token: string) =>
  claimNextTransfer(world.db, {
    ...{ installationId: world.installationId, connectionId: world.connection.id },
    ...{ claim: token, now: world.now(), leaseMs: 45_000 },
  });
const ONE = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";

test("three drains of one installation at once: each document once, one request at a time", async () => {
  const numbers = [];
  for (let n = 0; n < 9; n += 1) {
    numbers.push(await world.book({ customerNumber: 10_001 + (n % 3) }));
  }
  await Promise.all([world.drain(), world.drain(), world.drain()]);
  for (const number of numbers) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(standingSales(number)).toHaveLength(1);
    expect(standingSales(number)[0]?.attachments).toHaveLength(1);
  }
  const keys = [...fiken.world.books(FJORDLYS).contacts.values()].flatMap(
    ({ memberNumberString }) => memberNumberString ?? [],
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(fiken.violations).toBe(0);
});

test("what one drain has claimed another does not take, until the claim has run out", async () => {
  await world.book();
  expect(await claim(ONE)).toMatchObject({ claim: ONE, state: "working" });
  expect(await claim(OTHER)).toBeNull();
  await world.passTime(46_000);
  expect(await claim(OTHER)).toMatchObject({ claim: OTHER });
});

test("a claim takes one transfer, however many are due", async () => {
  const numbers = [await world.book(), await world.book(), await world.book()];
  await claim(ONE);
  const rows = await Promise.all(numbers.map((number) => world.transfer(number)));
  expect(rows.filter((row) => row.claim === ONE)).toHaveLength(1);
});

test("a drain that died is taken over", async () => {
  const number = await world.book();
  await claim(ONE);
  await world.drain(60_000);
  expect(await world.transfer(number)).toMatchObject({ state: "verified", claim: null });
  expect(standingSales(number)).toHaveLength(1);
});

test("a drain that was overtaken writes neither to Fiken nor to the transfer", async () => {
  const number = await world.book();
  fiken.hook = async (phase, { method, path }) => {
    // While the first look-up is under way the claim runs out, and another drain takes over.
    if (phase === "before-commit" && method === "GET" && path.endsWith("/contacts")) {
      fiken.hook = undefined;
      await world.passTime(46_000);
      await claim(OTHER);
    }
    return undefined;
  };
  await drain(world.db, { ...world, budgetMs: 20_000, now: world.now });
  const transfer = await world.transfer(number);
  expect(transfer).toMatchObject({ claim: OTHER, state: "working", contentHash: null });
  expect(standingSales(number)).toEqual([]);
  expect(await listPostings(world.db, { ...world, transferId: transfer.id })).toEqual([]);

  await world.passTime(46_000);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
  expect(standingSales(number)).toHaveLength(1);
});

test("a drain that was overtaken while it waited for the lane sends nothing any more", async () => {
  const number = await world.book();
  let freeLane = () => {};
  const laneIsFree = new Promise<void>((resolve) => {
    freeLane = resolve;
  });
  fiken.hook = (phase, { method, path }) => {
    // The lane is somebody else's from the document's look-up on, which was the last thing before its intent.
    if (phase === "before-commit" && method === "GET" && path.endsWith("/sales")) {
      fiken.hook = undefined;
      void processTurns().take(world.connection.grantId, () => laneIsFree);
    }
    return undefined;
  };
  const draining = drain(world.db, { ...world, budgetMs: 20_000, now: world.now });
  const { id: transferId } = await world.transfer(number);
  const postingsOf = (kind: string) =>
    listPostings(world.db, { ...world, transferId }).then((postings) =>
      postings.filter((posting) => posting.kind === kind),
    );
  await expect.poll(() => postingsOf("customer_invoice")).toHaveLength(1);
  await world.passTime(46_000);
  await claim(OTHER);
  freeLane();
  await draining;
  expect(standingSales(number)).toEqual([]);
  expect(fiken.requests.filter(isSalePosted)).toEqual([]);
  expect(await world.transfer(number)).toMatchObject({ claim: OTHER, contentHash: null });

  await world.passTime(46_000);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
  expect(standingSales(number)).toHaveLength(1);
  expect(fiken.requests.filter(isSalePosted)).toHaveLength(1);
});

test("an overtaken drain settles nothing", async () => {
  const number = await world.book();
  await claim(ONE);
  await world.passTime(46_000);
  await claim(OTHER);
  const { id: transferId } = await world.transfer(number);
  const settled = await settleTransfer(world.db, {
    ...{ installationId: world.installationId, transferId, claim: ONE, state: "failed" },
    ...{ problems: [], dueAt: world.now(), attempts: 0, requests: 1, fikenRequests: 0 },
  });
  expect(settled).toBeNull();
  expect(await world.transfer(number)).toMatchObject({ state: "working", claim: OTHER });
});
