import { beforeEach, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { listTransfers } from "@/db/queries/transfer-lists";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import {
  claimNextTransfer,
  requestTransfer,
  settleTransfer,
  updateClaimedTransfer,
} from "@/db/queries/transfers";
import { type Transfer, transfers } from "@/db/schema/transfers";
import { causeKey, type Problem } from "@/lib/errors/catalog";
import { releaseCause, releaseHeld } from "@/lib/transfer/hold/release";
import { listTasks } from "@/lib/transfer/view/tasks";
import { aTransferWorld, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const CLAIM = "00000000-0000-4000-8000-000000000001";
const UNMAPPED: Problem = {
  code: "mapping.group_unmapped",
  details: { side: "sales", group: 3, groupName: "Kaffe", treatment: "medium" },
};
const NAMED_LATER: Problem = {
  code: "mapping.group_unmapped",
  details: { side: "sales", group: 3, groupName: "Kaffe og te", treatment: "medium" },
};
const REFUSED: Problem = {
  code: "fiken.refused",
  details: { status: 400, message: "Nope", reference: null },
};

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ attachPdf: false });
});

type Waiting = Partial<Pick<Transfer, "kind" | "currency" | "totalMinor" | "bookedAt">> & {
  state?: "held" | "failed";
  requestedAt?: Date;
};

/** A transfer that has stopped for the problems. */
async function stop(
  rackbeatKey: string,
  problems: Problem[],
  { state = "held", kind = "customer_invoice", requestedAt, ...document }: Waiting = {},
  { db, installationId, connection, now }: TransferWorld = world,
): Promise<Transfer> {
  const connected = { installationId, connectionId: connection.id };
  const asked = { ...connected, kind, rackbeatKey, now: requestedAt ?? now() };
  const { id: transferId } = await requestTransfer(db, asked);
  const due = { ...connected, claim: CLAIM, now: now(), leaseMs: 60_000 };
  const claimed = await claimNextTransfer(db, due);
  if (claimed?.id !== transferId) throw new Error("Another transfer was due");
  const key = { installationId, transferId, claim: CLAIM };
  await updateClaimedTransfer(db, key, { currency: "NOK", totalMinor: 10_000, ...document });
  const settled = await settleTransfer(db, {
    ...{ ...key, state, problems, dueAt: now(), attempts: 0, requests: 1, fikenRequests: 0 },
  });
  if (!settled) throw new Error("The claim was lost");
  return settled;
}

const tasks = (of = world) => listTasks(of.db, of);
const release = (problem: Problem, of = world) =>
  releaseCause(of.db, { ...of, causeKey: causeKey(problem), now: of.now() });

test("what waits for one cause is one task: how many, what amount, and since when", async () => {
  const since = new Date(world.now().getTime() - 60 * 60_000);
  await stop("1", [NAMED_LATER], { bookedAt: new Date("2026-05-02T10:00:00Z") });
  await stop("2", [UNMAPPED], {
    ...{ bookedAt: new Date("2026-05-01T10:00:00Z"), requestedAt: since, totalMinor: 25_050 },
  });
  await stop("3", [UNMAPPED], { currency: "EUR", totalMinor: -700 });
  await stop("C-1", [UNMAPPED], { kind: "customer", currency: null, totalMinor: null });
  await stop("4", [REFUSED], { state: "failed" });

  const [first, second, ...others] = await tasks();
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    // As the first in booking order tells it.
    ...{ causeKey: "mapping.group_unmapped:sales:3:medium", problem: UNMAPPED, count: 4, since },
  });
  expect(first?.amounts.toSorted((one, other) => (one.currency < other.currency ? -1 : 1))).toEqual(
    [
      { currency: "EUR", totalMinor: 700 },
      { currency: "NOK", totalMinor: 35_050 },
    ],
  );
  expect(second).toMatchObject({ problem: REFUSED, count: 1 });
});

test("a transfer with two causes is in both tasks", async () => {
  await stop("1", [UNMAPPED, REFUSED]);
  const both = (await tasks()).map(({ problem }) => problem.code);
  expect(both.toSorted()).toEqual(["fiken.refused", "mapping.group_unmapped"]);
});

test("'send all again' puts back what waits for the cause, and nothing else", async () => {
  const one = await stop("1", [UNMAPPED]);
  await stop("2", [UNMAPPED, REFUSED], { state: "failed" });
  await stop("3", [REFUSED]);
  expect(await release(UNMAPPED)).toBe(2);
  const states = (await listTransfers(world.db, world)).map((row) => [row.rackbeatKey, row.state]);
  expect(Object.fromEntries(states)).toEqual({ 1: "pending", 2: "pending", 3: "held" });
  expect(await tasks()).toMatchObject([{ problem: REFUSED, count: 1 }]);
  const events = await listTransferEvents(world.db, { ...world, transferId: one.id });
  expect(events.map(({ event }) => event)).toEqual(["retry_requested"]);
  expect(await release(UNMAPPED)).toBe(0);
});

test("what is released goes in booking order", async () => {
  await stop("late", [UNMAPPED], { bookedAt: new Date("2026-05-02T10:00:00Z") });
  await stop("early", [UNMAPPED], { bookedAt: new Date("2026-05-01T10:00:00Z") });
  await release(UNMAPPED);
  const due = { connectionId: world.connection.id, claim: CLAIM, now: world.now(), leaseMs: 1_000 };
  const claimed = await claimNextTransfer(world.db, { ...world, ...due });
  expect(claimed?.rackbeatKey).toBe("early");
});

test("a task is its company's own: not seen and not released by another", async () => {
  const other = await aTransferWorld(world.db, { agreementId: 204_102, attachPdf: false });
  await stop("1", [UNMAPPED]);
  await stop("1", [UNMAPPED], {}, other);
  expect(await tasks()).toMatchObject([{ count: 1 }]);
  expect(await release(UNMAPPED)).toBe(1);
  expect(await tasks(other)).toMatchObject([{ count: 1 }]);
});

test("2,000 that wait for one cause are one task and one release", async () => {
  const { db, installationId, connection, now } = world;
  await db.insert(transfers).values(
    Array.from({ length: 2_000 }, (_, at) => ({
      ...{ installationId, connectionId: connection.id, kind: "customer_invoice" as const },
      ...{ rackbeatKey: String(at), state: "held" as const, requestedAt: now(), totalMinor: 100 },
      ...{ currency: "NOK", problems: [UNMAPPED], causes: [causeKey(UNMAPPED)] },
    })),
  );
  expect(await tasks()).toMatchObject([
    { count: 2_000, amounts: [{ currency: "NOK", totalMinor: 200_000 }] },
  ]);
  expect(await release(UNMAPPED)).toBe(2_000);
  expect(await tasks()).toEqual([]);
});

test("what was left out because its kind was switched off goes on once it is switched on", async () => {
  const number = await world.book();
  await saveTransferSettings(world.db, { ...world, kinds: ["customer"] });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "excluded" });
  expect(await releaseHeld(world.db, { ...world, curedBy: "settings", now: world.now() })).toBe(0);

  await saveTransferSettings(world.db, { ...world, kinds: ["customer", "customer_invoice"] });
  expect(await releaseHeld(world.db, { ...world, curedBy: "settings", now: world.now() })).toBe(1);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
});
