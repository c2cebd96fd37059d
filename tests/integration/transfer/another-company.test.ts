import { beforeEach, expect, test } from "vitest";
import { findActiveConnection } from "@/db/queries/connections";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { countOpenTransfers, listTransfers } from "@/db/queries/transfer-lists";
import { getTransferSettings, saveTransferSettings } from "@/db/queries/transfer-settings";
import { listInstallationsWithDueTransfers } from "@/db/queries/transfers";
import { chooseCompany } from "@/lib/connection/companies";
import { disconnect } from "@/lib/connection/reconnect";
import { requestNightlyReconciliation } from "@/lib/reconciliation/reconciliation";
import { releaseCause, releaseHeld, retryTransfer } from "@/lib/transfer/hold/release";
import { skipTransfer } from "@/lib/transfer/hold/skip";
import { listDueSweeps, sweepKind } from "@/lib/transfer/intake/sweep";
import { goLive } from "@/lib/transfer/settings/go-live";
import { listTasks } from "@/lib/transfer/view/tasks";
import { getAgreement } from "@/lib/vendor/agreement";
import { FJORDLYS, NORDRE_LYS } from "@/tests/sandbox/fiken/seed";
import { mapGroups } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const DAY_MS = 24 * 60 * 60_000;
/** The group of the furniture, without an account at first. */
const FURNITURE_GROUP = 2;
const FURNITURE = { itemNumber: "MØB-200", quantity: 1 };

let world: TransferWorld;
let sent: string;
let held: string;
let pending: string;

/** Live in the first company, with a document sent, one held for its mapping and one on its way. */
beforeEach(async () => {
  const startDate = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  world = await startWorld({ unmapped: [FURNITURE_GROUP], startDate, attachPdf: false });
  await saveTransferSettings(world.db, { ...world, kinds: ["customer_invoice"] });
  const { customerInvoices } = rackbeat.world.agreement(world.agreementId);
  for (const { number } of customerInvoices.list()) customerInvoices.remove(number);
  sent = await world.book();
  held = await world.book({ lines: [FURNITURE] });
  // Later than anything that was booked: a sweep from there on would find none of it.
  await world.passTime(DAY_MS);
  await sweepAndDrain();
  pending = await world.book();
});

/** What the timers do. */
async function sweepAndDrain() {
  for (const kind of await listDueSweeps(world.db, world)) {
    const { db, installationId, now } = world;
    await sweepKind(db, { installationId, kind, place: null, budgetMs: 20_000, now });
  }
  await world.drain();
}

const choose = (companySlug: string) =>
  chooseCompany(world.db, { ...world, companySlug, now: world.now() });

async function goLiveIn(companySlug: string) {
  await choose(companySlug);
  await mapGroups(world.db, { ...world, groups: [FURNITURE_GROUP] });
  await goLive(world.db, { ...world, now: world.now() });
  await sweepAndDrain();
}

const salesIn = (company: string) =>
  [...fiken.world.books(company).sales.values()]
    .flatMap(({ deleted, saleNumber }) => (deleted ? [] : [saleNumber]))
    .toSorted();
const statesOf = async () =>
  (await listTransfers(world.db, world)).map(({ rackbeatKey, state }) => [rackbeatKey, state]);
const open = () => countOpenTransfers(world.db, world);

test("another company ends being live: nothing is written to it before somebody goes live anew", async () => {
  expect(salesIn(FJORDLYS)).toEqual([sent]);
  await choose(NORDRE_LYS);
  expect((await getTransferSettings(world.db, world)).liveAt).toBeNull();
  expect(await world.deliver(sent)).toEqual({ status: "ignored", reason: "not_live" });
  await sweepAndDrain();
  expect(await requestNightlyReconciliation(world.db, { ...world, now: world.now() })).toBeNull();
  expect([salesIn(FJORDLYS), salesIn(NORDRE_LYS)]).toEqual([[sent], []]);
});

test("the same company again goes on as it was", async () => {
  const { liveAt } = await getTransferSettings(world.db, world);
  await choose(FJORDLYS);
  await disconnect(world.db, world);
  await choose(FJORDLYS);
  expect(liveAt).not.toBeNull();
  expect((await getTransferSettings(world.db, world)).liveAt).toEqual(liveAt);
});

test("another company after a disconnection ends being live as well", async () => {
  await disconnect(world.db, world);
  await choose(NORDRE_LYS);
  expect((await getTransferSettings(world.db, world)).liveAt).toBeNull();
});

test("live in the other company, it gets all documents from the start date on, once; and back again none twice", async () => {
  await goLiveIn(NORDRE_LYS);
  const all = [sent, held, pending].toSorted();
  expect([salesIn(FJORDLYS), salesIn(NORDRE_LYS)]).toEqual([[sent], all]);
  expect(await open()).toEqual({});

  await choose(FJORDLYS);
  expect(await open()).toEqual({ held: 1, pending: 1 });
  expect(await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() })).toBe(1);
  await goLiveIn(FJORDLYS);
  expect([salesIn(FJORDLYS), salesIn(NORDRE_LYS)]).toEqual([all, all]);
  expect(await open()).toEqual({});
});

test.each([
  { when: "another one is chosen", leave: () => choose(NORDRE_LYS) },
  { when: "it is disconnected", leave: () => disconnect(world.db, world) },
])("what a company's documents wait for rests when $when", async ({ leave }) => {
  const { db, installationId } = world;
  const { id: transferId } = await world.transfer(held);
  const [task] = await listTasks(db, world);
  if (!task) throw new Error("Nothing is held");
  const before = await statesOf();
  await leave();

  expect(await listTasks(db, world)).toEqual([]);
  expect(await open()).toEqual({});
  expect(await listInstallationsWithDueTransfers(db, { now: world.now() })).toEqual([]);
  for (const curedBy of ["mapping", "connection", "settings", "product_groups"] as const) {
    expect(await releaseHeld(db, { installationId, curedBy })).toBe(0);
  }
  expect(await releaseCause(db, { installationId, causeKey: task.causeKey })).toBe(0);
  expect(await retryTransfer(db, { installationId, transferId })).toBe(false);
  expect(await skipTransfer(db, { installationId, transferId, reason: "Annet selskap" })).toBe(
    false,
  );
  expect(await statesOf()).toEqual(before);
  const events = await listTransferEvents(db, { installationId, transferId });
  expect(events.at(-1)?.event).toBe("held");
  expect((await choose(FJORDLYS)).id).toBe((await findActiveConnection(db, world))?.id);
  expect(await listTasks(db, world)).toHaveLength(1);
});

test("the bill goes on through a change of company as through a pause", async () => {
  const { db, installationId } = world;
  const now = new Date(world.now().getTime() + 40 * DAY_MS);
  const billed = async () => {
    const { standing: bill, timeline } = await getAgreement(db, { installationId, now });
    return { timeline, standing: bill.standing, liveOn: bill.liveOn, priceMinor: bill.priceMinor };
  };
  const before = await billed();
  await choose(NORDRE_LYS);
  expect(await billed()).toEqual(before);
  await goLiveIn(NORDRE_LYS);
  expect(await billed()).toEqual(before);
});
