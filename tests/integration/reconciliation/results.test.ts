import { beforeEach, describe, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { transfers } from "@/db/schema/transfers";
import { openFikenCompany } from "@/lib/connection/open-fiken-company";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { type ReconciliationWorld, startReconciliationWorld } from "./reconciliation-world";

let world: ReconciliationWorld;
beforeEach(async () => {
  world = await startReconciliationWorld();
});

const books = () => fiken.world.books(FJORDLYS);

async function eventsOf(invoice: Parameters<ReconciliationWorld["transferOf"]>[0]) {
  const transfer = await world.transferOf(invoice);
  if (!transfer) throw new Error("There is no transfer");
  const events = await listTransferEvents(world.db, { ...world, transferId: transfer.id });
  return events.map(({ event }) => event);
}

test("invoices and credit notes of both sides, in kroner and in euro, are equal to the øre", async () => {
  const sale = world.book();
  const purchase = world.bookPurchase();
  const abroad = {
    ...{ currency: "EUR", currencyRate: 11.5, vatZone: "eu" as const },
    lines: [{ text: "Montering", quantity: 1, linePrice: 99.95, vatPercentage: 0 }],
  };
  const euro = world.book(abroad);
  const euroPurchase = world.bookPurchase({ ...abroad, supplierInvoiceNumber: "E-1" });
  const { agreementId } = world;
  const note = rackbeat.createCreditNote(agreementId, { kind: "customer", number: sale.number });
  const purchaseNote = rackbeat.createCreditNote(agreementId, {
    ...{ kind: "supplier", number: purchase.number },
  });
  for (const credit of [note, purchaseNote]) credit.invoice_date = "2026-10-20";
  for (const invoice of [sale, euro, note]) await world.post("customer_invoice", invoice);
  for (const invoice of [purchase, euroPurchase, purchaseNote]) {
    await world.post("supplier_invoice", invoice);
  }

  const { run, rows } = await world.reconcile();
  expect(rows.filter(({ result }) => result !== "equal")).toEqual([]);
  expect(run).toMatchObject({ counts: { equal: 6 }, failure: null });
  const amounts = rows.map((row) => `${row.currency} ${row.rackbeatMinor} ${row.fikenMinor}`);
  expect(amounts.toSorted()).toEqual([
    "EUR 9995 9995",
    "EUR 9995 9995",
    "NOK -125000 -125000",
    "NOK -125000 -125000",
    "NOK 125000 125000",
    "NOK 125000 125000",
  ]);
});

test("one øre is a change, told on the timeline and as a task", async () => {
  const invoice = world.book();
  const saleId = await world.post("customer_invoice", invoice, { netMinor: 100_001 });
  const { rows } = await world.reconcile();
  expect(rows).toMatchObject([
    {
      ...{ result: "changed", number: String(invoice.number), fikenId: saleId },
      ...{ rackbeatMinor: 125_000, fikenMinor: 125_001 },
      differences: [{ field: "grossMinor", expected: 125_000, actual: 125_001 }],
    },
  ]);
  expect(await world.transferOf(invoice)).toMatchObject({
    ...{ state: "failed", verifiedAt: null },
    problems: [{ code: "fiken.differs", details: { number: String(invoice.number) } }],
    causes: [`fiken.differs:${invoice.number}`],
  });
  expect(await eventsOf(invoice)).toEqual(["found_changed"]);
});

test("what was deleted in Fiken is found on both sides, and told once", async () => {
  const [sale, purchase] = [world.book(), world.bookPurchase()];
  fiken.deleteSale(await world.post("customer_invoice", sale));
  fiken.deletePurchase(await world.post("supplier_invoice", purchase));
  expect((await world.reconcile()).run.counts).toEqual({ deleted: 2 });
  expect((await world.reconcile()).run.counts).toEqual({ deleted: 2 });
  for (const invoice of [sale, purchase]) {
    expect(await world.transferOf(invoice)).toMatchObject({
      ...{ state: "failed", problems: [{ code: "fiken.missing_after_posting" }] },
    });
    expect(await eventsOf(invoice)).toEqual(["found_deleted"]);
  }
});

test("what a person has put right in Fiken is verified anew", async () => {
  const invoice = world.book();
  const saleId = await world.post("customer_invoice", invoice, { netMinor: 100_001 });
  await world.reconcile();
  const [line] = books().sales.get(saleId)?.lines ?? [];
  if (!line) throw new Error("The sale has lost its line");
  line.netPrice = 100_000;
  expect((await world.reconcile()).run.counts).toEqual({ equal: 1 });
  expect(await world.transferOf(invoice)).toMatchObject({ state: "pending" });
  expect(await eventsOf(invoice)).toEqual(["found_changed", "released"]);
});

test("what was changed in Rackbeat is for its transfer to tell", async () => {
  const invoice = world.book();
  await world.post("customer_invoice", invoice);
  Object.assign(invoice, { total_subtotal: 2_000, total_vat: 500, total_total: 2_500 });
  expect((await world.reconcile()).run.counts).toEqual({ changed: 1 });
  expect(await world.transferOf(invoice)).toMatchObject({ state: "pending", requests: 2 });
});

describe("missing in Fiken", () => {
  test("for what holds the transfer, which is named", async () => {
    const problem = { code: "mapping.vat_zone_unknown", details: { zone: "moon" } } as const;
    await world.hold("customer_invoice", world.book(), { state: "held", problems: [problem] });
    await world.hold("customer_invoice", world.book(), { state: "pending" });
    const { rows } = await world.reconcile();
    expect(rows).toMatchObject([
      { result: "missing", reason: { state: "held", problem }, fikenMinor: null },
      { result: "missing", reason: { state: "pending", problem: null } },
    ]);
  });

  test("because nobody has told of it: then it is asked for", async () => {
    const invoice = world.book();
    const { rows } = await world.reconcile();
    expect(rows).toMatchObject([{ result: "missing", reason: { state: null } }]);
    expect(await world.transferOf(invoice)).toMatchObject({ state: "pending", requests: 1 });
    expect(await eventsOf(invoice)).toEqual(["received"]);
  });
});

describe("extra in Fiken", () => {
  test("a second document with our number", async () => {
    const invoice = world.book();
    await world.post("customer_invoice", invoice);
    const copy = world.enter("customer_invoice", invoice);
    const { rows } = await world.reconcile();
    const results = rows.map(({ result, fikenId, rackbeatMinor }) => ({
      ...{ result, fikenId, rackbeatMinor },
    }));
    expect(results).toContainEqual({ result: "extra", fikenId: copy, rackbeatMinor: null });
    expect(rows.map(({ result }) => result).toSorted()).toEqual(["equal", "extra"]);
  });

  test("what is no longer booked in Rackbeat, or no longer there", async () => {
    const [unbooked, deleted] = [world.book(), world.book()];
    await world.post("customer_invoice", unbooked);
    await world.post("customer_invoice", deleted);
    rackbeat.unbook(world.agreementId, { kind: "customer", number: unbooked.number });
    rackbeat.world.agreement(world.agreementId).customerInvoices.remove(deleted.number);
    const { rows } = await world.reconcile();
    expect(rows.map(({ result, number }) => [result, number])).toEqual([
      ["extra", String(unbooked.number)],
      ["extra", String(deleted.number)],
    ]);
    // Nothing else tells of the deleted one: the transfer looks for itself.
    for (const invoice of [unbooked, deleted]) {
      expect(await world.transferOf(invoice)).toMatchObject({ state: "pending" });
    }
  });

  test("a supplier's second invoice with the number of ours, and not another supplier's", async () => {
    const invoice = world.bookPurchase();
    await world.post("supplier_invoice", invoice);
    const copy = world.enter("supplier_invoice", invoice);
    const strange = world.enter("supplier_invoice", invoice);
    const purchase = books().purchases.get(strange);
    const other = [...books().contacts.values()].filter(({ supplier }) => supplier)[1];
    if (!purchase || !other) throw new Error("The seed has several suppliers");
    purchase.supplierId = other.contactId;
    const { rows } = await world.reconcile();
    const extras = rows.filter(({ result }) => result === "extra");
    expect(extras.map(({ fikenId }) => fikenId)).toEqual([copy]);
  });

  test("not what people sell and buy beside Rackbeat", async () => {
    world.enter("customer_invoice", world.book({ invoiceDate: "2026-09-01" }), { number: "K-77" });
    expect((await world.reconcile()).rows).toEqual([]);
  });
});

describe("left out", () => {
  test("before the start date, entered by hand or not", async () => {
    await saveTransferSettings(world.db, { ...world, startDate: "2026-10-16" });
    world.enter("customer_invoice", world.book());
    world.book();
    expect((await world.reconcile()).rows).toEqual([]);
  });

  test("what is excluded, and drafts of Rackbeat's", async () => {
    await world.hold("customer_invoice", world.book(), { state: "excluded" });
    world.book({ book: false });
    expect((await world.reconcile()).rows).toEqual([]);
  });

  test("supplier invoices that nobody has switched on", async () => {
    await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: null });
    world.bookPurchase();
    expect((await world.reconcile()).rows).toEqual([]);
  });
});

describe("a draft", () => {
  async function aDraft(invoice: ReturnType<ReconciliationWorld["book"]>) {
    const saleId = await world.post("customer_invoice", invoice);
    const sale = books().sales.get(saleId);
    if (!sale?.customerId) throw new Error("The sale has a customer");
    books().sales.delete(saleId);
    const client = await openFikenCompany(world.db, world);
    const { id } = await client.createSaleDraft({
      ...{ cash: false, paid: false, invoiceNumber: String(invoice.number), currency: "NOK" },
      ...{ invoiceIssueDate: invoice.invoice_date, contactId: sale.customerId },
      lines: [
        { text: "Montering", vatType: "HIGH", incomeAccount: "3000", net: 100_000, gross: 125_000 },
      ],
    });
    await world.db.update(transfers).set({ fikenKind: "sale_draft", fikenId: id });
    return id;
  }

  test("that is equal is told apart, and equal once it is approved", async () => {
    const draftId = await aDraft(world.book());
    expect((await world.reconcile()).rows).toMatchObject([
      { result: "draft", fikenKind: "sale_draft", fikenId: draftId },
    ]);
    fiken.approveDraft(draftId);
    expect((await world.reconcile()).rows).toMatchObject([{ result: "equal", fikenKind: "sale" }]);
  });

  test("that was approved on a day of another period is a change of date, not missing", async () => {
    const draftId = await aDraft(world.book());
    fiken.approveDraft(draftId);
    const sale = [...books().sales.values()].at(-1);
    if (!sale) throw new Error("The draft was not approved");
    sale.date = "2026-11-02";
    expect((await world.reconcile()).rows).toMatchObject([
      {
        result: "changed",
        differences: [{ field: "date", expected: "2026-10-15", actual: "2026-11-02" }],
      },
    ]);
  });

  test("that was deleted leaves no trace in Fiken, and is found all the same", async () => {
    const draftId = await aDraft(world.book());
    fiken.deleteDraft(draftId);
    expect((await world.reconcile()).rows).toMatchObject([
      { result: "deleted", fikenKind: "sale_draft", fikenId: draftId },
    ]);
  });
});

test("a sale that our credit note took back, and the note, are equal", async () => {
  const sale = world.book();
  const saleId = await world.post("customer_invoice", sale);
  const note = rackbeat.createCreditNote(world.agreementId, {
    ...{ kind: "customer", number: sale.number },
  });
  note.invoice_date = "2026-10-20";
  fiken.deleteSale(saleId);
  await world.hold("customer_invoice", note, {
    ...{ state: "verified", fikenKind: "sale_reversal", fikenId: saleId },
  });
  const { rows } = await world.reconcile();
  expect(rows.map(({ result, fikenMinor }) => [result, fikenMinor])).toEqual([
    ["equal", 125_000],
    ["equal", -125_000],
  ]);
});
