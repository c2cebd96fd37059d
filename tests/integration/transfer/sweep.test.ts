import { beforeEach, describe, expect, test } from "vitest";
import { findSweep } from "@/db/queries/sweeps";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { listTransfers } from "@/db/queries/transfer-lists";
import { pauseTransfers, saveTransferSettings } from "@/db/queries/transfer-settings";
import { transferSettings } from "@/db/schema/transfer-settings";
import { type EntityKind, entityKind } from "@/db/schema/transfers";
import { listDueSweeps, type SweepPlace, sweepKind } from "@/lib/transfer/intake/sweep";
import type { SweptKind } from "@/lib/transfer/intake/swept-kinds";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  aTransferWorld,
  standingSales,
  startWorld,
  type TransferWorld,
} from "@/tests/support/transfer-world";

const DAY_MS = 24 * 60 * 60_000;
const yesterday = () => new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);

let world: TransferWorld;

/** The sandbox's Rackbeat lives as long as the file: each test begins without invoices. */
beforeEach(async () => {
  world = await startWorld({ startDate: yesterday(), attachPdf: false });
  await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "booked" });
  rackbeat.quirks.refuseUpdatedAtFrom = [];
  rackbeat.quirks.lots = "available";
  const { customerInvoices, supplierInvoices } = rackbeat.world.agreement(world.agreementId);
  for (const { number } of customerInvoices.list()) customerInvoices.remove(number);
  for (const { number } of supplierInvoices.list()) supplierInvoices.remove(number);
});

/** To the end of the list, in as many parts as it takes. */
async function sweep(kind: SweptKind = "customer_invoice", { budgetMs = 20_000, of = world } = {}) {
  const { db, installationId, now } = of;
  let [requested, parts] = [0, 0];
  let place: SweepPlace | null = null;
  do {
    const swept = await sweepKind(db, { installationId, kind, place, budgetMs, now });
    requested += swept.requested;
    place = swept.next;
    parts += 1;
  } while (place);
  return { requested, parts };
}

const dueSweeps = () => listDueSweeps(world.db, { ...world, now: world.now });
const cursorOf = (kind: EntityKind) => findSweep(world.db, { ...world, kind });

/** Whatever is called outlives a test; what is asserted goes by keys of its own. */
const agreement = () => rackbeat.world.agreement(world.agreementId);
const importCsv = <Result>(write: () => Result): Result => agreement().silently(write);
async function requestedKeys(kind: EntityKind): Promise<string[]> {
  const listed = await listTransfers(world.db, { ...world, limit: 5_000 });
  return listed.flatMap((row) => (row.kind === kind ? [row.rackbeatKey] : [])).toSorted();
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
  expect((await sweep()).requested).toBeLessThanOrEqual(1);
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
  const before = await cursorOf("customer_invoice");
  const startedAt = world.now();
  const first = await sweepKind(world.db, {
    ...{ installationId: world.installationId, kind: "customer_invoice" },
    ...{ place: null, budgetMs: 0, now: world.now },
  });
  expect(first).toMatchObject({ requested: 100, next: { page: 2, pass: 1 } });
  expect(await cursorOf("customer_invoice")).toEqual(before);

  expect((await sweep("customer_invoice", { budgetMs: 0 })).parts).toBeGreaterThan(1);
  expect(await requestedKeys("customer_invoice")).toEqual(numbers.toSorted());
  const after = await cursorOf("customer_invoice");
  expect(after?.cursorAt.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
});

test("a row that moves to another page while the list is read is found all the same", async () => {
  const numbers = Array.from({ length: 130 }, () => bookUnheard());
  const call = { installationId: world.installationId, kind: "customer_invoice" } as const;
  const first = await sweepKind(world.db, { ...call, place: null, budgetMs: 0, now: world.now });
  // Gone from the first page, so that what stood first on the second has moved up.
  agreement().customerInvoices.remove(Number(numbers[0]));
  const rest = { place: first.next, budgetMs: 20_000, now: world.now };
  expect(await sweepKind(world.db, { ...call, ...rest })).toMatchObject({ next: null });
  expect(await requestedKeys("customer_invoice")).toEqual(numbers.toSorted());
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

describe("every kind", () => {
  const line = { itemNumber: "LYS-100", quantity: 1 };
  const supplierNumber = 50_001;
  const MADE: Record<SweptKind, () => string | number> = {
    customer: () => rackbeat.createCustomer(world.agreementId, { name: "Ny kunde" }).number,
    supplier: () => rackbeat.createSupplier(world.agreementId, { name: "Ny leverandør" }).number,
    product: () =>
      rackbeat.createProduct(world.agreementId, { name: "Nytt produkt", ...anItem() }).number,
    lot: () =>
      rackbeat.createLot(world.agreementId, {
        ...{ name: "Ny strukturvare", ...anItem() },
        lines: [{ item_id: "LYS-100", quantity: 1 }],
      }).number,
    customer_invoice: () => bookUnheard(),
    supplier_invoice: () =>
      rackbeat.bookSupplierInvoice(world.agreementId, { supplierNumber, lines: [line] }).number,
  };
  let items = 0;
  const anItem = () => {
    items += 1;
    return { number: `SWEPT-${items}`, group_id: 1, sales_price: 100 };
  };
  const kinds = Object.keys(MADE) as SweptKind[];

  test.each(kinds)("%s: what was imported without a webhook is found, once", async (kind) => {
    const number = String(importCsv(() => MADE[kind]()));
    await sweep(kind);
    expect(await requestedKeys(kind)).toContain(number);
    const before = await listTransfers(world.db, { ...world, limit: 1_000 });
    await world.passTime(30 * 60_000);
    await sweep(kind);
    await world.passTime(30 * 60_000);
    expect(await sweep(kind)).toMatchObject({ requested: 0 });
    expect(await listTransfers(world.db, { ...world, limit: 1_000 })).toHaveLength(before.length);
  });

  test.each(["customer", "supplier", "product", "lot"] as const)(
    "%s: what has not changed since going live is left alone, even where the filter is refused",
    async (kind) => {
      rackbeat.quirks.refuseUpdatedAtFrom = ["customers", "suppliers", "products", "lots"];
      await world.db.update(transferSettings).set({ liveAt: new Date(Date.now() + 2_000) });
      expect(await sweep(kind)).toMatchObject({ requested: 0 });
      expect(await requestedKeys(kind)).toEqual([]);
    },
  );

  test("a plan without structured products has none, and that is no failure", async () => {
    rackbeat.quirks.lots = "forbidden";
    expect(await sweep("lot")).toMatchObject({ requested: 0 });
    expect(await cursorOf("lot")).toMatchObject({ lastFailure: null });
  });

  test("one that is switched off is not swept; switched on, its sweep goes on where it stood", async () => {
    await sweep("customer");
    const on = [...entityKind.enumValues];
    await saveTransferSettings(world.db, {
      ...world,
      kinds: on.filter((one) => one !== "customer"),
    });
    const number = String(importCsv(() => MADE.customer()));
    await world.passTime(DAY_MS);
    expect(await dueSweeps()).not.toContain("customer");
    expect(await sweep("customer")).toMatchObject({ requested: 0 });
    await saveTransferSettings(world.db, { ...world, kinds: on });
    await sweep("customer");
    expect(await requestedKeys("customer")).toContain(number);
  });

  test("supplier invoices from before their mode was chosen are found once it is", async () => {
    await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: null });
    const number = String(importCsv(() => MADE.supplier_invoice()));
    expect(await dueSweeps()).not.toContain("supplier_invoice");
    await world.passTime(10 * DAY_MS);
    await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "draft" });
    await sweep("supplier_invoice");
    expect(await requestedKeys("supplier_invoice")).toEqual([number]);
  });

  test("a row that cannot be read becomes that entity's own transfer, and the others are found", async () => {
    const [bad, good] = importCsv(() => [MADE.customer(), MADE.customer()]);
    const row = agreement().customers.find(Number(bad));
    if (!row) throw new Error("The sandbox has lost the customer");
    Object.assign(row, { is_barred: "perhaps" });
    await sweep("customer");
    expect(await requestedKeys("customer")).toEqual(
      expect.arrayContaining([String(bad), String(good)]),
    );
    await world.drain();
    expect(await world.transfer(String(bad))).toMatchObject({
      ...{ state: "held", causes: [expect.stringMatching(/^document.malformed/)] },
    });
    Object.assign(row, { is_barred: false });
  });

  test("our own writes cause no echo: what a sweep brought to Fiken is not sent again", async () => {
    const number = String(importCsv(() => MADE.customer()));
    await sweep("customer");
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    fiken.requests.length = 0;
    await world.passTime(30 * 60_000);
    await sweep("customer");
    await world.drain();
    expect(fiken.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(rackbeat.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("when it is due", () => {
  test("documents every ten minutes, the rest every thirty", async () => {
    const all = await dueSweeps();
    expect(all).toHaveLength(6);
    for (const kind of all) await sweep(kind);
    expect(await dueSweeps()).toEqual([]);
    await world.passTime(9.9 * 60_000);
    expect(await dueSweeps()).toEqual(["customer_invoice", "supplier_invoice"]);
    await world.passTime(20 * 60_000);
    expect(await dueSweeps()).toHaveLength(6);
  });

  test("a kind that failed says so, is tried again at once, and does not stop the others", async () => {
    await sweep("customer");
    const before = await cursorOf("customer");
    rackbeat.faults.add({ kind: "500-before", path: "/api/customers", times: 5 });
    await world.passTime(60_000);
    expect(await sweep("customer")).toMatchObject({ requested: 0 });
    rackbeat.faults.clear();
    expect(await cursorOf("customer")).toEqual({ ...before, lastFailure: "provider.unavailable" });
    expect(await dueSweeps()).toContain("customer");
    bookUnheard();
    expect(await sweep("customer_invoice")).toMatchObject({ requested: 1 });
    await sweep("customer");
    expect(await cursorOf("customer")).toMatchObject({ lastFailure: null });
    expect(await dueSweeps()).not.toContain("customer");
  });

  test("a first sweep that fails is begun again at the same place", async () => {
    const number = importCsv(() => bookUnheard());
    rackbeat.faults.add({ kind: "500-before", path: "/api/customer-invoices", times: 5 });
    await sweep();
    rackbeat.faults.clear();
    await world.passTime(DAY_MS);
    expect(await sweep()).toMatchObject({ requested: 1 });
    expect(await requestedKeys("customer_invoice")).toEqual([number]);
  });
});

test("1,000 rows of a CSV import become 1,000 transfers, in parts or at once", async () => {
  const numbers = importCsv(() =>
    Array.from({ length: 1_000 }, (_, at) =>
      String(rackbeat.createCustomer(world.agreementId, { name: `Kunde ${at}` }).number),
    ),
  );
  const { parts } = await sweep("customer", { budgetMs: 0 });
  expect(parts).toBeGreaterThanOrEqual(20);
  expect(await requestedKeys("customer")).toEqual(expect.arrayContaining(numbers));
  expect(await sweep("customer")).toMatchObject({ parts: 1 });
  for (const number of numbers) agreement().customers.remove(Number(number));
});

test("two sweeps at once make one transfer of each, with one beginning", async () => {
  const numbers = Array.from({ length: 20 }, () => bookUnheard());
  await Promise.all([sweep(), sweep()]);
  expect(await requestedKeys("customer_invoice")).toEqual(numbers.toSorted());
  for (const { id: transferId, requests } of await listTransfers(world.db, world)) {
    const events = await listTransferEvents(world.db, { ...world, transferId });
    expect(events.map(({ event }) => event)).toEqual(["received"]);
    expect(requests).toBeLessThanOrEqual(2);
  }
});

test("of two sweeps at once the later cursor stays", async () => {
  const call = { installationId: world.installationId, kind: "customer_invoice" } as const;
  Array.from({ length: 130 }, () => bookUnheard());
  const early = await sweepKind(world.db, { ...call, place: null, budgetMs: 0, now: world.now });
  await world.passTime(60_000);
  await sweep();
  const later = await cursorOf("customer_invoice");
  await sweepKind(world.db, { ...call, place: early.next, budgetMs: 20_000, now: world.now });
  expect((await cursorOf("customer_invoice"))?.cursorAt).toEqual(later?.cursorAt);
});

test("a company's sweep asks for its own, and moves its own cursor only", async () => {
  const other = await aTransferWorld(world.db, { agreementId: 204_102, startDate: yesterday() });
  const number = bookUnheard();
  await sweep("customer_invoice", { of: other });
  expect(await requestedKeys("customer_invoice")).toEqual([]);
  expect(await cursorOf("customer_invoice")).toMatchObject({ lastRunAt: null });
  await sweep();
  expect(await requestedKeys("customer_invoice")).toEqual([number]);
  const theirs = await listTransfers(other.db, { ...other, limit: 1_000 });
  expect(theirs.map(({ rackbeatKey }) => rackbeatKey)).not.toContain(number);
});

test("an unbooking that no webhook told of is told by the invoice's own transfer", async () => {
  const number = bookUnheard();
  await sweep();
  await world.passTime(60_000);
  await sweep();
  const { requests } = await world.transfer(number);
  importCsv(() => rackbeat.unbook(world.agreementId, { kind: "customer", number: Number(number) }));
  expect(await sweep()).toMatchObject({ requested: 1 });
  expect(await world.transfer(number)).toMatchObject({ requests: requests + 1 });
});

describe("nothing is swept", () => {
  test("while paused", async () => {
    bookUnheard();
    await pauseTransfers(world.db, { ...world, at: world.now() });
    expect(await dueSweeps()).toEqual([]);
    expect(await sweep()).toEqual({ requested: 0, parts: 1 });
    expect(await cursorOf("customer_invoice")).toMatchObject({ lastRunAt: null });
  });

  test("before going live", async () => {
    bookUnheard();
    await world.db.update(transferSettings).set({ liveAt: null });
    expect(await dueSweeps()).toEqual([]);
    expect(await sweep()).toEqual({ requested: 0, parts: 1 });
    expect(await cursorOf("customer_invoice")).toMatchObject({ lastRunAt: null });
  });
});
