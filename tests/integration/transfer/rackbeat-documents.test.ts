import { beforeEach, describe, expect, test } from "vitest";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

const key = (number: string) => ({ kind: "customer" as const, number: Number(number) });

describe("a document that has gone to Fiken", () => {
  let number: string;

  beforeEach(async () => {
    number = await world.book();
    await world.drain();
  });

  test("costs Fiken nothing when it is delivered again unchanged", async () => {
    const before = fiken.requests.length;
    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", requests: 2 });
    expect(fiken.requests).toHaveLength(before);
  });

  test("and is unbooked is held; booked again unchanged it is verified", async () => {
    rackbeat.unbook(world.agreementId, key(number));
    await world.deliver(number, "customer_invoice.unbooked");
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "held", problems: [{ code: "document.unbooked_after_transfer" }] },
    });
    expect(standingSales(number)).toHaveLength(1);

    rackbeat.book(world.agreementId, key(number));
    await world.deliver(number);
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  });

  test("and is changed is held: the ledger is not rewritten", async () => {
    const [before] = standingSales(number);
    rackbeat.unbook(world.agreementId, key(number));
    rackbeat.updateInvoice(world.agreementId, {
      ...key(number),
      changes: { lines: [{ item_id: "LYS-100", quantity: 3 }] },
    });
    rackbeat.book(world.agreementId, key(number));
    await world.deliver(number);
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "held", problems: [{ code: "document.changed_after_transfer" }] },
    });
    expect(standingSales(number)).toEqual([before]);
  });
});

describe("what is not carried", () => {
  test("a document of nothing", async () => {
    const number = await world.book({ lines: [{ text: "Bare en hilsen" }] });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "excluded", problems: [] });
    expect(standingSales(number)).toEqual([]);
  });

  test("a document dated before the start date", async () => {
    world = await startWorld({ startDate: "2099-01-01" });
    const number = await world.book();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "excluded" });
    expect(standingSales(number)).toEqual([]);
  });
});

test("a document that cannot be read has its own problem, and the next one goes", async () => {
  const broken = await world.book();
  const next = await world.book();
  const stored = rackbeat.world.agreement(world.agreementId).customerInvoices.find(Number(broken));
  if (!stored) throw new Error("The sandbox has lost the invoice");
  stored.currency = "kroner";
  await world.drain();
  expect(await world.transfer(broken)).toMatchObject({
    ...{ state: "held", problems: [{ code: "document.malformed" }] },
  });
  expect(await world.transfer(next)).toMatchObject({ state: "verified" });
});

test("totals that the lines do not give are held, not booked", async () => {
  const number = await world.book({ totals: { subtotal: 2_500, vat: 598, total: 3_098 } });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({
    ...{ state: "held", problems: [{ code: "document.total_differs" }] },
  });
  expect(standingSales(number)).toEqual([]);
});

test("a number that Rackbeat does not know fails with that reason", async () => {
  await world.deliver("99999");
  await world.drain();
  expect(await world.transfer("99999")).toMatchObject({
    ...{ state: "failed", problems: [{ code: "rackbeat.not_found" }] },
  });
});

test("Rackbeat out of order for a while: verified afterwards, by itself", async () => {
  rackbeat.faults.add({ kind: "500-before", times: 20 });
  const number = await world.book();
  await world.drain(24 * 60 * 60_000);
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
});

test("a PDF that Rackbeat cannot print yet delays its document, and nothing is looked for in vain", async () => {
  rackbeat.faults.add({ kind: "500-before", path: ".pdf", times: 3 });
  const number = await world.book();
  await world.drain();
  const transfer = await world.transfer(number);
  expect(transfer).toMatchObject({ state: "verified", problems: [] });
  expect(standingSales(number)).toHaveLength(1);
  expect(standingSales(number)[0]?.attachments).toHaveLength(1);
});
