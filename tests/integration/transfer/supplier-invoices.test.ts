import { beforeEach, describe, expect, test } from "vitest";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { mapGroups } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  standingPurchases,
  startWorld,
  type TransferWorld,
  totalsOf,
} from "@/tests/support/transfer-world";

const SUPPLIER = 50_001;
const books = () => fiken.world.books(FJORDLYS);
const drafts = () => [...books().purchaseDrafts.values()];
const contactsWithKey = (key: string) =>
  [...books().contacts.values()].filter(({ memberNumberString }) => memberNumberString === key);

let world: TransferWorld;

describe("booked", () => {
  beforeEach(async () => {
    world = await startWorld({ supplierInvoiceMode: "booked" });
  });

  test("one purchase by the supplier's number, with cost account, VAT, supplier and PDF", async () => {
    const number = await world.bookPurchase({ supplierInvoiceNumber: "LF-4711" });
    await world.drain();
    const transfer = await world.transfer(number);
    expect(transfer).toMatchObject({
      ...{ kind: "supplier_invoice", state: "verified", fikenKind: "purchase", problems: [] },
      ...{ totalMinor: 187_500, vatMinor: 37_500 },
    });
    const [purchase, ...others] = standingPurchases("LF-4711");
    expect(others).toEqual([]);
    expect(purchase).toMatchObject({
      ...{ purchaseId: transfer.fikenId, kind: "supplier" },
      lines: [{ account: "4300", vatType: "HIGH", netPrice: 150_000, vat: 37_500 }],
    });
    expect(purchase?.attachments).toHaveLength(1);
    const [supplier] = contactsWithKey(`RB-S-${SUPPLIER}`);
    expect(supplier).toMatchObject({ supplier: true, contactId: purchase?.supplierId });
    expect(fiken.violations).toBe(0);
  });

  test("delivered again unchanged it costs Fiken nothing", async () => {
    const number = await world.bookPurchase();
    await world.drain();
    const before = fiken.requests.length;
    await world.deliver(number, "supplier_invoice.updated");
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(fiken.requests).toHaveLength(before);
  });

  test("another choice of the number's field changes nothing of what was sent", async () => {
    const number = await world.bookPurchase({ theirReference: "PO-9" });
    await world.drain();
    await saveTransferSettings(world.db, { ...world, supplierNumberFields: ["their_reference"] });
    await world.deliver(number, "supplier_invoice.updated");
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    const next = await world.bookPurchase({ theirReference: "PO-10" });
    await world.drain();
    expect(await world.transfer(next)).toMatchObject({ state: "verified" });
    expect(standingPurchases("PO-10")).toHaveLength(1);
  });

  test("without a number of the supplier's it goes by Rackbeat's, marked as such", async () => {
    const number = await world.bookPurchase({ supplierInvoiceNumber: undefined });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(standingPurchases(`RB-${number}`)).toHaveLength(1);
  });

  test("a credit note is a purchase of minus amounts, to the øre", async () => {
    const number = await world.bookPurchase();
    const changes = { supplier_invoice_number: "LK-1" };
    const note = await world.credit(number, { side: "supplier", changes });
    await world.drain();
    expect(await world.transfer(note)).toMatchObject({
      ...{ state: "verified", fikenKind: "purchase", totalMinor: -187_500, problems: [] },
    });
    const [credit] = standingPurchases("LK-1");
    expect(credit && totalsOf(credit)).toEqual({ net: -150_000, vat: -37_500 });
  });

  test("negative quantities on an ordinary invoice are a credit note, too", async () => {
    const lines = [{ itemNumber: "LYS-100", quantity: -2, linePrice: 99.99, vatPercentage: 25 }];
    const number = await world.bookPurchase({ supplierInvoiceNumber: "LK-2", lines });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", totalMinor: -24_998 });
    const [credit] = standingPurchases("LK-2");
    expect(credit && totalsOf(credit)).toEqual({ net: -19_998, vat: -5_000 });
  });

  test("a party that is both is one contact, customer and supplier", async () => {
    const { contactId } = createContact(
      books(),
      contactRequest.parse({ name: "Begge AS", customer: true, organizationNumber: "987654325" }),
    );
    rackbeat.updateSupplier(world.agreementId, {
      number: SUPPLIER,
      changes: { company_vat: "987654325" },
    });
    const number = await world.bookPurchase();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(standingPurchases("LF-1")[0]?.supplierId).toBe(contactId);
    expect(books().contacts.get(contactId)).toMatchObject({ customer: true, supplier: true });
  });

  test("the supplier's number on another purchase of the day that a person entered stops it", async () => {
    const first = await world.bookPurchase({ supplierInvoiceNumber: "LF-0" });
    await world.drain();
    const [own] = standingPurchases("LF-0");
    if (!own) throw new Error("no purchase to copy");
    books().purchases.set(999_999, { ...own, purchaseId: 999_999, identifier: "LF-1" });
    const lines = [{ itemNumber: "LYS-100", quantity: 1, linePrice: 5, vatPercentage: 25 }];
    const second = await world.bookPurchase({ lines });
    await world.drain();
    expect(await world.transfer(first)).toMatchObject({ state: "verified" });
    expect(await world.transfer(second)).toMatchObject({
      ...{ state: "held", problems: [{ code: "fiken.number_taken" }] },
    });
    expect(standingPurchases("LF-1")).toHaveLength(1);
  });
});

describe("kladd", () => {
  beforeEach(async () => {
    world = await startWorld({ supplierInvoiceMode: "draft" });
  });

  test("a draft with its PDF, and nothing booked", async () => {
    const number = await world.bookPurchase();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "verified", fikenKind: "purchase_draft", problems: [] },
    });
    const [draft, ...others] = drafts();
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      invoiceNumber: "LF-1",
      lines: [{ incomeAccount: "4300", vatType: "HIGH", net: 150_000, gross: 187_500 }],
    });
    expect(draft?.attachments).toHaveLength(1);
    expect(standingPurchases("LF-1")).toEqual([]);
  });

  test("a credit note is a draft of minus amounts", async () => {
    const number = await world.bookPurchase();
    const changes = { supplier_invoice_number: "LK-1" };
    const note = await world.credit(number, { side: "supplier", changes });
    await world.drain();
    expect(await world.transfer(note)).toMatchObject({
      ...{ state: "verified", fikenKind: "purchase_draft", problems: [] },
    });
    const draft = drafts().find(({ invoiceNumber }) => invoiceNumber === "LK-1");
    expect(draft?.lines).toMatchObject([{ net: -150_000, gross: -187_500 }]);
  });

  test.each([
    ["before its PDF is attached", (path: string) => path.endsWith("/purchases/drafts")],
    ["before it is read back", (path: string) => path.includes("/attachments")],
  ])("a draft that a person approves %s is one purchase, with its PDF", async (_, isMoment) => {
    const number = await world.bookPurchase();
    fiken.hook = (phase, { method, path }) => {
      const [draft] = drafts();
      if (phase === "after-commit" && draft && method === "POST" && isMoment(path)) {
        fiken.approveDraft(draft.draftId, "purchaseDrafts");
      }
      return undefined;
    };
    await world.drain();
    fiken.hook = undefined;
    const transfer = await world.transfer(number);
    expect(transfer).toMatchObject({ state: "verified", fikenKind: "purchase", problems: [] });
    const [purchase, ...others] = standingPurchases("LF-1");
    expect(others).toEqual([]);
    expect(purchase?.purchaseId).toBe(transfer.fikenId);
    expect(purchase?.attachments).toHaveLength(1);
    expect(drafts()).toEqual([]);
  });
});

test("one that was switched off while it waited is left alone", async () => {
  world = await startWorld({ supplierInvoiceMode: "booked" });
  const number = await world.bookPurchase();
  await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: null });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "excluded", problems: [] });
  expect(standingPurchases("LF-1")).toEqual([]);
});

test("goods from abroad go only as the user has mapped the zone", async () => {
  world = await startWorld({ supplierInvoiceMode: "booked", unmapped: [2] });
  const lines = [{ itemNumber: "LYS-100", quantity: 1, linePrice: 100, vatPercentage: 0 }];
  const number = await world.bookPurchase({ vatZone: "abroad", lines });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({
    ...{ state: "held", problems: [{ code: "mapping.vat_unmapped", details: { zone: "abroad" } }] },
  });
  expect(standingPurchases("LF-1")).toEqual([]);
});

test("a group without a cost account holds, and saving it lets it go", async () => {
  world = await startWorld({ supplierInvoiceMode: "booked", unmapped: [2] });
  const lines = [{ itemNumber: "MØB-200", quantity: 1, linePrice: 500, vatPercentage: 25 }];
  const number = await world.bookPurchase({ lines });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({
    ...{ state: "held", causes: ["mapping.group_unmapped:purchase:2:high"] },
  });
  await mapGroups(world.db, { ...world, groups: [2] });
  await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
});
