import { beforeEach, describe, expect, test } from "vitest";
import { findSweep } from "@/db/queries/sweeps";
import { pauseTransfers } from "@/db/queries/transfer-settings";
import { listTransfers } from "@/db/queries/transfers";
import { transferSettings } from "@/db/schema/transfer-settings";
import { sweepCustomerInvoices } from "@/lib/transfer/sweep";
import { rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const DAY_MS = 24 * 60 * 60_000;
const yesterday = () => new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);

let world: TransferWorld;

/** The sandbox's Rackbeat lives as long as the file: each test begins without invoices. */
beforeEach(async () => {
  world = await startWorld({ startDate: yesterday(), attachPdf: false });
  rackbeat.quirks.refuseUpdatedAtFrom = [];
  const { customerInvoices } = rackbeat.world.agreement(world.agreementId);
  for (const { number } of customerInvoices.list()) customerInvoices.remove(number);
});

/** All pages; how many were requested, and how many pages that took. */
async function sweep() {
  const startedAt = world.now();
  let requested = 0;
  let pages = 0;
  for (let page: number | null = 1; page !== null; pages += 1) {
    const swept: Awaited<ReturnType<typeof sweepCustomerInvoices>> = await sweepCustomerInvoices(
      world.db,
      { installationId: world.installationId, page, startedAt, now: world.now },
    );
    if (!swept) return null;
    requested += swept.requested;
    page = swept.nextPage;
  }
  return { requested, pages };
}

/** Booked in Rackbeat, and the webhook lost. */
function bookUnheard(input: { invoiceDate?: string; book?: boolean } = {}): string {
  const { number } = rackbeat.bookCustomerInvoice(world.agreementId, {
    ...{ customerNumber: 10_001, lines: [{ itemNumber: "LYS-100", quantity: 1 }] },
    ...input,
  });
  return String(number);
}

async function knows(number: string): Promise<boolean> {
  const listed = await listTransfers(world.db, { ...world, limit: 1_000 });
  return listed.some(({ rackbeatKey }) => rackbeatKey === number);
}

test("what a webhook missed is found and transferred", async () => {
  const number = bookUnheard();
  expect(await sweep()).toMatchObject({ requested: 1 });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
  expect(standingSales(number)).toHaveLength(1);
});

test("what is known is asked for once more at most, for clocks differ, although sweeps overlap", async () => {
  bookUnheard();
  expect(await sweep()).toMatchObject({ requested: 1 });
  await world.passTime(10 * 60_000);
  expect((await sweep())?.requested).toBeLessThanOrEqual(1);
  await world.passTime(10 * 60_000);
  expect(await sweep()).toMatchObject({ requested: 0 });
});

test("an invoice that is not booked, and one before the start date, are left alone", async () => {
  const draft = bookUnheard({ book: false });
  const old = bookUnheard({ invoiceDate: "2024-05-02" });
  expect(await sweep()).toMatchObject({ requested: 0 });
  expect(await knows(draft)).toBe(false);
  expect(await knows(old)).toBe(false);
});

test("a list of several pages is read to its end, and the cursor moves after the last one only", async () => {
  await sweep();
  const numbers = Array.from({ length: 130 }, () => bookUnheard());
  const before = await findSweep(world.db, { ...world, kind: "customer_invoice" });
  const startedAt = world.now();
  const first = await sweepCustomerInvoices(world.db, {
    ...{ installationId: world.installationId, page: 1, startedAt, now: world.now },
  });
  expect(first?.nextPage).toBe(2);
  expect(await findSweep(world.db, { ...world, kind: "customer_invoice" })).toEqual(before);

  const all = await sweep();
  expect(all?.pages).toBeGreaterThan(1);
  const listed = await listTransfers(world.db, { ...world, limit: 1_000 });
  const known = new Set(listed.map(({ rackbeatKey }) => rackbeatKey));
  expect(numbers.filter((number) => !known.has(number))).toEqual([]);
  const after = await findSweep(world.db, { ...world, kind: "customer_invoice" });
  expect(after?.cursorAt.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
});

test("a Rackbeat that refuses the filter is read whole", async () => {
  rackbeat.quirks.refuseUpdatedAtFrom = ["customer-invoices"];
  const number = bookUnheard();
  expect(await sweep()).toMatchObject({ requested: 1 });
  expect(await knows(number)).toBe(true);
});

test("an invoice that cannot be read is requested, for its own transfer to tell", async () => {
  const number = bookUnheard();
  const agreement = rackbeat.world.agreement(world.agreementId);
  const stored = agreement.customerInvoices.find(Number(number));
  if (!stored) throw new Error("The sandbox has lost the invoice");
  stored.currency = "kroner";
  await sweep();
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "held" });
});

describe("the first sweep", () => {
  test("finds what was booked before going live but is dated from the start date on", async () => {
    const ahead = new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10);
    const [early, late] = [bookUnheard(), bookUnheard({ invoiceDate: ahead })];
    world = await startWorld({ startDate: ahead });
    await world.passTime(DAY_MS);
    await sweep();
    expect(await knows(early)).toBe(false);
    expect(await knows(late)).toBe(true);
  });
});

describe("nothing is swept", () => {
  test("while paused", async () => {
    bookUnheard();
    await pauseTransfers(world.db, { ...world, at: world.now() });
    expect(await sweep()).toBeNull();
  });

  test("before going live", async () => {
    bookUnheard();
    await world.db.update(transferSettings).set({ liveAt: null });
    expect(await sweep()).toBeNull();
  });
});
