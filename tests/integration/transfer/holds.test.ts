import { beforeEach, expect, test } from "vitest";
import { saveVatMappings } from "@/db/queries/mappings";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { releaseHeld, retryTransfer } from "@/lib/transfer/hold/release";
import { mapGroups } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const FURNITURE = { itemNumber: "MØB-200", quantity: 1 };
const BOOK = { itemNumber: "BOK-700", quantity: 1 };
const LAMP = { itemNumber: "LYS-100", quantity: 1 };

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ unmapped: [2] });
});

const codesOf = async (number: string) =>
  (await world.transfer(number)).problems.map(({ code }) => code);

test("a group without a mapping holds, and saving the mapping lets it go", async () => {
  const number = await world.book({ lines: [FURNITURE] });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({
    state: "held",
    problems: [{ code: "mapping.group_unmapped", details: { group: 2, treatment: "high" } }],
    causes: ["mapping.group_unmapped:sales:2:high"],
    totalMinor: 899_000,
  });
  expect(standingSales(number)).toEqual([]);

  await mapGroups(world.db, { ...world, groups: [2] });
  expect(await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() })).toBe(1);
  await world.drain();
  const transfer = await world.transfer(number);
  expect(transfer).toMatchObject({ state: "verified", problems: [], causes: [] });
  const events = await listTransferEvents(world.db, { ...world, transferId: transfer.id });
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["received", "held", "released", "posted", "verified"]),
  );
});

test("a release that cures nothing holds again", async () => {
  const number = await world.book({ lines: [FURNITURE] });
  await world.drain();
  await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "held" });
});

test("a release takes what its cure concerns, and nothing else", async () => {
  const number = await world.book({ lines: [FURNITURE] });
  await world.drain();
  expect(await releaseHeld(world.db, { ...world, curedBy: "connection", now: world.now() })).toBe(
    0,
  );
  expect(await world.transfer(number)).toMatchObject({ state: "held" });
});

test("everything that has to be done is named at once", async () => {
  await saveVatMappings(world.db, {
    installationId: world.installationId,
    rows: [{ side: "sales", zone: "domestic", rate: "0.00", treatment: null }],
  });
  const number = await world.book({ lines: [FURNITURE, BOOK] });
  await world.drain();
  expect(await codesOf(number)).toEqual(["mapping.group_unmapped", "mapping.vat_unmapped"]);
  // Nothing of a document that is held goes to Fiken, its customer neither.
  expect(
    fiken.requests.filter(({ method, path }) => method !== "GET" && /companies/.test(path)),
  ).toEqual([]);
});

test("a document held for its mapping holds up nobody else's", async () => {
  const held = await world.book({ lines: [FURNITURE] });
  const going = await world.book({ lines: [LAMP] });
  await world.drain();
  expect(await world.transfer(held)).toMatchObject({ state: "held" });
  expect(await world.transfer(going)).toMatchObject({ state: "verified" });
});

test("what was held goes in booking order", async () => {
  const numbers = [];
  for (let n = 0; n < 3; n += 1) numbers.push(await world.book({ lines: [FURNITURE] }));
  const agreement = rackbeat.world.agreement(world.agreementId);
  for (const [index, number] of numbers.entries()) {
    const invoice = agreement.customerInvoices.find(Number(number));
    if (invoice) invoice.booked_at = new Date(Date.now() - index * 60_000);
  }
  await world.drain();
  await mapGroups(world.db, { ...world, groups: [2] });
  await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() });
  await world.drain();
  const ids = numbers.map((number) => standingSales(number)[0]?.saleId ?? 0);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
});

test("nothing to send again: a document that is verified, and one there is not", async () => {
  const number = await world.book({ lines: [LAMP] });
  await world.drain();
  const { id: transferId } = await world.transfer(number);
  const retry = (id: string) =>
    retryTransfer(world.db, { ...world, transferId: id, now: world.now() });
  expect(await retry(transferId)).toBe(false);
  expect(await retry("00000000-0000-4000-8000-000000000000")).toBe(false);
});

test("a mapping that is saved while the drain is at work is heeded by it", async () => {
  let saved = false;
  rackbeat.hook = async (_phase, { path }) => {
    if (saved || !path.includes("/customer-invoices/")) return undefined;
    saved = true;
    await mapGroups(world.db, { ...world, groups: [2] });
    // Too early: nothing is held yet.
    expect(await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() })).toBe(0);
    return undefined;
  };
  const number = await world.book({ lines: [FURNITURE] });
  await world.drain();
  rackbeat.hook = undefined;
  expect(saved).toBe(true);
  expect((await world.transfer(number)).state).toBe("verified");
  expect(standingSales(number)).toHaveLength(1);
});
