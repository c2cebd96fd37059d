import { describe, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { releaseHeld, retryTransfer } from "@/lib/transfer/hold/release";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const books = () => fiken.world.books(FJORDLYS);
const saleDrafts = () => [...books().saleDrafts.values()];
const invoiceDrafts = () => [...books().invoiceDrafts.values()];
const invoices = () => [...books().invoices.values()];
const asKladd = { salesInvoiceMode: "draft" } as const;
const byFiken = { invoiceIssuer: "fiken" } as const;

async function retry(world: TransferWorld, number: string) {
  const { id: transferId } = await world.transfer(number);
  return retryTransfer(world.db, { ...world, transferId, now: world.now() });
}

describe("Rackbeat issues the invoice, kladd", () => {
  test("a draft with its PDF, and nothing booked", async () => {
    const world = await startWorld(asKladd);
    const number = await world.book();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "verified", fikenKind: "sale_draft" },
    });
    const [draft, ...others] = saleDrafts();
    expect(others).toEqual([]);
    expect(draft).toMatchObject({ invoiceNumber: number });
    expect(draft?.attachments).toHaveLength(1);
    expect(standingSales(number)).toEqual([]);
  });

  /** Approves the draft right after Fiken has committed a request. */
  function approveAfter(matches: (method: string, path: string) => boolean) {
    fiken.hook = (phase, { method, path }) => {
      const [draft] = saleDrafts();
      if (phase === "after-commit" && draft && matches(method, path)) {
        fiken.approveDraft(draft.draftId);
      }
      return undefined;
    };
  }

  test.each([
    ["before its PDF is attached", (path: string) => path.endsWith("/sales/drafts")],
    ["before it is read back", (path: string) => path.includes("/attachments")],
  ])("a draft that a person approves %s is one sale, with its PDF", async (_, isMoment) => {
    const world = await startWorld(asKladd);
    const number = await world.book();
    approveAfter((method, path) => method === "POST" && isMoment(path));
    await world.drain();
    fiken.hook = undefined;
    const transfer = await world.transfer(number);
    expect(transfer).toMatchObject({ state: "verified", fikenKind: "sale", problems: [] });
    const [sale, ...others] = standingSales(number);
    expect(others).toEqual([]);
    expect(sale?.saleId).toBe(transfer.fikenId);
    expect(sale?.attachments).toHaveLength(1);
    expect(saleDrafts()).toEqual([]);
  });

  test("a draft that a person deletes before the read-back is missed, and made anew on request", async () => {
    const world = await startWorld({ ...asKladd, attachPdf: false });
    const number = await world.book();
    fiken.hook = (phase, { path }) => {
      const [draft] = saleDrafts();
      if (phase === "after-commit" && draft && path.endsWith("/sales/drafts")) {
        fiken.deleteDraft(draft.draftId);
        fiken.hook = undefined;
      }
      return undefined;
    };
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "failed", problems: [{ code: "fiken.missing_after_posting" }] },
    });
    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
    expect(saleDrafts()).toEqual([]);

    expect(await retry(world, number)).toBe(true);
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    expect(saleDrafts()).toHaveLength(1);
  });
});

describe("Rackbeat issues the invoice, booked", () => {
  test("a sale with account, VAT and PDF", async () => {
    const world = await startWorld();
    const number = await world.book({ lines: [{ itemNumber: "LYS-100", quantity: 2 }] });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    const [sale, ...others] = standingSales(number);
    expect(others).toEqual([]);
    expect(sale?.kind).toBe("external_invoice");
    expect(sale?.lines).toMatchObject([
      { account: "3000", vatType: "HIGH", netPrice: 478_400, vat: 119_600 },
    ]);
    expect(sale?.attachments).toHaveLength(1);
    expect(fiken.violations).toBe(0);
  });

  test("costs four requests in all where the contact is known", async () => {
    const world = await startWorld();
    await world.book();
    await world.drain();
    const second = await world.book();
    await world.drain();
    expect(await world.transfer(second)).toMatchObject({ state: "verified", fikenRequests: 4 });
  });

  test("without the PDF where the user has switched it off", async () => {
    const world = await startWorld({ attachPdf: false });
    const number = await world.book();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(standingSales(number)[0]?.attachments).toEqual([]);
    expect(fiken.requests.filter(({ path }) => path.includes("attachments"))).toEqual([]);
  });

  test("a sale that a person deletes before the read-back is made anew on request only", async () => {
    const world = await startWorld({ attachPdf: false });
    const number = await world.book();
    fiken.hook = (phase, { method, path }) => {
      const [sale] = standingSales(number);
      if (phase === "after-commit" && method === "POST" && path.endsWith("/sales") && sale) {
        fiken.deleteSale(sale.saleId);
        fiken.hook = undefined;
      }
      return undefined;
    };
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "failed", problems: [{ code: "fiken.missing_after_posting" }] },
    });
    expect(await retry(world, number)).toBe(true);
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(standingSales(number)).toHaveLength(1);
  });

  test("what stands in Fiken keeps its form when the settings change", async () => {
    const world = await startWorld(asKladd);
    const number = await world.book();
    await world.drain();
    await saveTransferSettings(world.db, { ...world, salesInvoiceMode: "booked" });
    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
    expect(saleDrafts()).toHaveLength(1);
    expect(standingSales(number)).toEqual([]);
  });
});

describe("Fiken issues the invoice", () => {
  test("as kladd: an invoice draft with the account to pay to, for a person to send", async () => {
    const world = await startWorld({ ...asKladd, ...byFiken });
    const number = await world.book();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "verified", fikenKind: "invoice_draft", problems: [] },
    });
    expect(invoiceDrafts()).toMatchObject([
      { orderReference: number, bankAccountNumber: "15034471204" },
    ]);
    expect(invoices()).toEqual([]);
  });

  test("the account to pay to is the one that was chosen", async () => {
    const world = await startWorld({ ...asKladd, ...byFiken });
    await saveTransferSettings(world.db, { ...world, invoiceBankAccount: "97101144333" });
    await world.book();
    await world.drain();
    expect(invoiceDrafts()).toMatchObject([{ bankAccountNumber: "97101144333" }]);
  });

  test("booked: Fiken's own number, Rackbeat's as reference, one invoice", async () => {
    const world = await startWorld(byFiken);
    const number = await world.book();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "verified", fikenKind: "invoice", problems: [] },
    });
    expect(invoices()).toMatchObject([{ invoiceNumber: 10_001, orderReference: number }]);
    expect(invoiceDrafts()).toEqual([]);
    expect(fiken.violations).toBe(0);
  });

  test("a number series that nobody has started holds with its cause, and goes on once it is", async () => {
    const world = await startWorld(byFiken);
    delete books().counters.invoice;
    const number = await world.book();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "held", problems: [{ code: "fiken.number_series_missing" }] },
    });

    books().counters.invoice = 500;
    await releaseHeld(world.db, { ...world, curedBy: "settings", now: world.now() });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(invoices()).toMatchObject([{ invoiceNumber: 501 }]);
  });

  test("a lost answer to the issuing makes one invoice", async () => {
    const world = await startWorld(byFiken);
    fiken.faults.add({ kind: "lose-answer", path: "createInvoice" });
    const number = await world.book();
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(invoices()).toHaveLength(1);
  });

  test("without any account to pay to Fiken's 500 is told in its own words, not tried for ever", async () => {
    const world = await startWorld(byFiken);
    books().bankAccounts.clear();
    const number = await world.book();
    await world.drain(60 * 60_000);
    const { state, problems, id: transferId } = await world.transfer(number);
    expect({ state, problems }).toMatchObject({
      state: "failed",
      problems: [
        { code: "fiken.refused", details: { message: expect.stringContaining("Kontonummer") } },
      ],
    });
    const events = await listTransferEvents(world.db, { ...world, transferId });
    expect(events.filter(({ event }) => event === "outcome_unknown")).toHaveLength(3);
    expect(invoices()).toEqual([]);
  });
});
