import { beforeEach, describe, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { differenceMinor, streamReconciliation } from "@/lib/reconciliation/csv";
import { requestNightlyReconciliation } from "@/lib/reconciliation/reconciliation";
import { keepAsPosted } from "@/lib/transfer/document/decide-change";
import { listTasks } from "@/lib/transfer/view/tasks";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";
import { finish, resultOf } from "./reconciliation-world";

const DAY_MS = 24 * 60 * 60_000;
/** Of one lamp, with VAT. */
const POSTED = 299_000;
const lamps = (quantity: number) => ({ lines: [{ item_id: "LYS-100", quantity }] });

let world: TransferWorld;
let number: string;

beforeEach(async () => {
  await start();
  number = await world.book();
  await world.drain();
});

async function start(options: Parameters<typeof startWorld>[0] = {}): Promise<void> {
  world = await startWorld({ attachPdf: false, ...options });
  const { customerInvoices, supplierInvoices } = rackbeat.world.agreement(world.agreementId);
  for (const table of [customerInvoices, supplierInvoices]) {
    for (const invoice of table.list()) table.remove(invoice.number);
  }
}

const invoices = () => rackbeat.world.agreement(world.agreementId).customerInvoices;

function invoice() {
  const found = invoices().find(Number(number));
  if (!found) throw new Error(`No invoice ${number}`);
  return found;
}

async function hear(event = "customer_invoice.updated"): Promise<void> {
  await world.deliver(number, event);
  await world.drain();
}

async function changeAmount(quantity: number): Promise<void> {
  await world.change(number, lamps(quantity));
  await world.drain();
}

/** `days`: back from the day that it had. */
async function changeDate(days: number): Promise<void> {
  const day = new Date(new Date(invoice().invoice_date).getTime() - days * DAY_MS);
  invoice().invoice_date = day.toISOString().slice(0, 10);
  await hear();
}

async function unbook(): Promise<void> {
  rackbeat.unbook(world.agreementId, { kind: "customer", number: Number(number) });
  await hear("customer_invoice.unbooked");
}

async function remove(): Promise<void> {
  invoices().remove(Number(number));
  await hear();
}

async function keep(): Promise<void> {
  const { id: transferId } = await world.transfer(number);
  expect(await keepAsPosted(world.db, { ...world, transferId, now: world.now() })).toBe(true);
  await world.drain();
  await expectAtRest();
}

async function reconcile() {
  const { installationId } = world;
  await requestNightlyReconciliation(world.db, { installationId });
  await finish(world.db, installationId);
  return resultOf(world.db, installationId);
}

async function expectAtRest(): Promise<void> {
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  expect(await listTasks(world.db, world)).toEqual([]);
}

async function expectStopped(code: string): Promise<void> {
  const { state, problems } = await world.transfer(number);
  expect(state).toMatch(/held|failed/);
  expect(problems).toMatchObject([{ code, details: expect.objectContaining({}) }]);
  expect(await listTasks(world.db, world)).toHaveLength(1);
}

async function eventsOf() {
  const { id: transferId } = await world.transfer(number);
  return (await listTransferEvents(world.db, { ...world, transferId })).map(({ event }) => event);
}

function sale() {
  const found = [...fiken.world.books(FJORDLYS).sales.values()].find(
    ({ saleNumber }) => saleNumber === number,
  );
  if (!found) throw new Error(`No sale ${number}`);
  return found;
}

function raiseInFiken(øre: number): void {
  const [line] = sale().lines;
  if (line?.netPrice === undefined) throw new Error("The sale has no line");
  line.netPrice += øre;
}

describe.each([
  ["another amount", () => changeAmount(3), 3 * POSTED],
  ["another date", () => changeDate(1), POSTED],
  ["a date of another period", () => changeDate(100), POSTED],
  ["a draft again", unbook, null],
  ["deleted", remove, null],
] as const)("kept, and in Rackbeat %s", (_, happen, rackbeatMinor) => {
  beforeEach(async () => {
    await happen();
    await keep();
  });

  test("stays kept, night after night, and is no task", async () => {
    const { requests } = await world.transfer(number);
    const events = await eventsOf();
    for (const _night of [1, 2]) {
      const { run, rows } = await reconcile();
      expect(run.counts).toEqual({ kept: 1 });
      expect(rows).toMatchObject([{ result: "kept", rackbeatMinor, fikenMinor: POSTED }]);
      await expectAtRest();
    }
    expect(await world.transfer(number)).toMatchObject({ requests });
    expect(await eventsOf()).toEqual(events);
  });

  test("is stopped by a change in Fiken, and goes on once that is undone", async () => {
    raiseInFiken(1);
    const { rows } = await reconcile();
    expect(rows).toMatchObject([
      {
        ...{ result: "changed", rackbeatMinor, fikenMinor: POSTED + 1 },
        differences: [{ field: "grossMinor", expected: POSTED, actual: POSTED + 1 }],
      },
    ]);
    await expectStopped("fiken.differs");
    expect((await world.transfer(number)).problems).toMatchObject([{ details: { number } }]);

    raiseInFiken(-1);
    expect((await reconcile()).run.counts).toEqual({ kept: 1 });
    await world.drain();
    await expectAtRest();
  });

  test("is stopped where it is deleted in Fiken", async () => {
    fiken.deleteSale(sale().saleId);
    expect((await reconcile()).run.counts).toEqual({ deleted: 1 });
    await expectStopped("fiken.missing_after_posting");
  });
});

describe("kept, and changed again in Rackbeat", () => {
  test.each([
    ["another amount", () => Object.assign(invoice(), { total_total: 1, total_subtotal: 0.8 })],
    ["another date", () => Object.assign(invoice(), { invoice_date: "2020-01-01" })],
  ])("without a word: its transfer is asked for (%s)", async (_, change) => {
    await changeAmount(3);
    await keep();
    const { requests } = await world.transfer(number);
    change();
    expect((await reconcile()).run.counts).toEqual({ changed: 1 });
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "pending", requests: requests + 1 },
    });
  });

  test("the user is asked anew, and until then it is a change", async () => {
    await changeAmount(3);
    await keep();
    await changeAmount(4);
    expect((await reconcile()).run.counts).toEqual({ changed: 1 });
    await expectStopped("document.changed_after_transfer");
    await keep();
    expect((await reconcile()).run.counts).toEqual({ kept: 1 });
  });

  test("booked again without a word after it was kept as a draft: its transfer is asked for", async () => {
    rackbeat.unbook(world.agreementId, { kind: "customer", number: Number(number) });
    rackbeat.updateInvoice(world.agreementId, {
      ...{ kind: "customer", number: Number(number), changes: lamps(3) },
    });
    await hear("customer_invoice.unbooked");
    await keep();
    rackbeat.book(world.agreementId, { kind: "customer", number: Number(number) });
    expect((await reconcile()).run.counts).toEqual({ changed: 1 });
    await world.drain();
    await expectStopped("document.changed_after_transfer");
  });

  test("back to what was posted: equal", async () => {
    await changeAmount(3);
    await keep();
    await changeAmount(1);
    expect((await reconcile()).run.counts).toEqual({ equal: 1 });
    await expectAtRest();
  });
});

test("changed and not decided on is a change, and its question stays", async () => {
  await changeAmount(3);
  expect((await reconcile()).run.counts).toEqual({ changed: 1 });
  await expectStopped("document.changed_after_transfer");
});

test("kept, and then made in Fiken as it is in Rackbeat: equal", async () => {
  await changeDate(1);
  await keep();
  sale().date = invoice().invoice_date;
  expect((await reconcile()).run.counts).toEqual({ equal: 1 });
  await expectAtRest();
});

test("a copy of a kept document is one too many in Fiken all the same", async () => {
  await changeAmount(3);
  await keep();
  const { sales } = fiken.world.books(FJORDLYS);
  const copyId = Math.max(...sales.keys()) + 1;
  sales.set(copyId, { ...sale(), saleId: copyId });
  expect((await reconcile()).run.counts).toEqual({ kept: 1, extra: 1 });
  await expectAtRest();
});

test("the file for the accountant tells that it was chosen, and what differs", async () => {
  await changeAmount(3);
  await keep();
  const { run } = await reconcile();
  const key = { installationId: world.installationId, reconciliationId: run.id };
  const csv = await new Response(streamReconciliation(world.db, key)).text();
  expect(csv).toContain("Beholdt i Fiken etter valg");
  expect(csv).toMatch(/8970,00.*2990,00.*-5980,00/);
});

test("a credit note that took back a sale, kept with another date and amount, stays kept", async () => {
  await start({ creditNoteForm: "reversal" });
  const original = await world.book();
  await world.drain();
  number = await world.credit(original);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ fikenKind: "sale_reversal" });
  const { total_subtotal, total_total } = invoice();
  Object.assign(invoice(), { total_subtotal: total_subtotal * 2, total_total: total_total * 2 });
  await changeDate(1);
  await keep();
  expect((await reconcile()).run.counts).toEqual({ equal: 1, kept: 1 });
  await expectAtRest();
});

describe.each([
  ["a draft of a sale", { salesInvoiceMode: "draft" }],
  ["an invoice that Fiken issues", { invoiceIssuer: "fiken" }],
  ["a draft of one", { invoiceIssuer: "fiken", salesInvoiceMode: "draft" }],
] as const)("kept as %s", (_, options) => {
  test.each([
    ["changed", () => changeAmount(3)],
    ["a draft again", unbook],
    ["deleted", remove],
  ])("and in Rackbeat %s, it stays kept", async (_what, happen) => {
    await start(options);
    number = await world.book();
    await world.drain();
    await happen();
    await keep();
    expect((await reconcile()).run.counts).toEqual({ kept: 1 });
    await expectAtRest();
  });
});

test.each(["booked", "draft"] as const)("a kept purchase, %s, stays kept", async (mode) => {
  await start({ supplierInvoiceMode: mode });
  number = await world.bookPurchase();
  await world.drain();
  await world.change(number, lamps(1), "supplier");
  await world.drain();
  await keep();
  expect((await reconcile()).run.counts).toEqual({ kept: 1 });
  await expectAtRest();
});

test("a kept invoice in euro stays kept", async () => {
  await start();
  number = await world.book({ currency: "EUR", currencyRate: 11.5 });
  await world.drain();
  await changeAmount(3);
  await keep();
  expect((await reconcile()).run.counts).toEqual({ kept: 1 });
  await expectAtRest();
});

test("a draft of which Fiken does not tell the amount is equal, and without a difference", async () => {
  await start({ invoiceIssuer: "fiken", salesInvoiceMode: "draft" });
  number = await world.book();
  await world.drain();
  const { rows } = await reconcile();
  expect(rows).toMatchObject([{ result: "draft", rackbeatMinor: POSTED, fikenMinor: null }]);
  expect(rows.map(differenceMinor)).toEqual([0]);
  await expectAtRest();
});
