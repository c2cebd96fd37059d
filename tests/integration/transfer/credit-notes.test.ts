import { describe, expect, test } from "vitest";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { listTasks } from "@/lib/transfer/view/tasks";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  standingSales,
  startWorld,
  type TransferWorld,
  totalsOf,
} from "@/tests/support/transfer-world";

const LAMPS = [{ itemNumber: "LYS-100", quantity: 3 }];
const ONE_LAMP = { lines: [{ item_id: "LYS-100", quantity: 1 }] };
const NET = 239_200;
const books = () => fiken.world.books(FJORDLYS);
const saleDrafts = () => [...books().saleDrafts.values()];
const notes = () => [...books().creditNotes.values()];
const noteDrafts = () => [...books().creditNoteDrafts.values()];
const invoices = () => [...books().invoices.values()];
const kladd = { salesInvoiceMode: "draft" } as const;
const byFiken = { invoiceIssuer: "fiken" } as const;
const reversal = { creditNoteForm: "reversal" } as const;

async function drained(world: TransferWorld, number: Promise<string>) {
  const known = await number;
  await world.drain();
  return known;
}

/** A credit note whose original Rackbeat does not tell. */
async function creditOfNothing(world: TransferWorld, original: string): Promise<string> {
  const note = await world.credit(original);
  const stored = rackbeat.world.agreement(world.agreementId).customerInvoices.find(Number(note));
  if (!stored) throw new Error("The sandbox has lost the credit note");
  stored.credits = null;
  return note;
}

/** Fiken takes the invoice later, and its credit note waits for it. */
async function creditOfHeld(world: TransferWorld) {
  fiken.faults.add({ kind: "locked-period", method: "POST", path: /\/(sales|drafts)$/ });
  const original = await world.book({ lines: LAMPS });
  const note = await drained(world, world.credit(original));
  expect(await world.transfer(original)).toMatchObject({ state: "held" });
  expect(await world.transfer(note)).toMatchObject({
    state: "pending",
    problems: [{ code: "document.waits_for_original", details: { number: note, original } }],
  });
  return { original, note };
}

async function expectVerified(world: TransferWorld, number: string, fikenKind: string) {
  const transfer = await world.transfer(number);
  expect(transfer).toMatchObject({ state: "verified", fikenKind, problems: [] });
  expect(fiken.violations).toBe(0);
  return transfer;
}

describe("Rackbeat issues the invoice, booked", () => {
  test.each([
    ["in full", undefined, -3],
    ["in part", ONE_LAMP, -1],
  ])("credited %s: a negative sale with its PDF", async (_, changes, quantity) => {
    const world = await startWorld();
    const original = await world.book({ lines: LAMPS });
    const note = await world.credit(original, changes ? { changes } : {});
    await world.drain();
    const transfer = await expectVerified(world, note, "sale");
    const [credit, ...others] = standingSales(note);
    expect(others).toEqual([]);
    expect(credit && totalsOf(credit)).toEqual({ net: quantity * NET, vat: quantity * (NET / 4) });
    expect(credit?.attachments).toHaveLength(1);
    expect(transfer.totalMinor).toBe(quantity * NET * 1.25);
    expect(standingSales(original)).toHaveLength(1);
  });

  test("of an invoice that we do not know: a negative sale of its own", async () => {
    const world = await startWorld({ startDate: "2020-01-01" });
    const original = await world.book();
    const note = await drained(world, creditOfNothing(world, original));
    await expectVerified(world, note, "sale");
    expect(standingSales(note)).toHaveLength(1);
  });

  test.each(["positive", "negative"] as const)(
    "amounts that Rackbeat gives as %s",
    async (sign) => {
      const world = await startWorld({ attachPdf: false });
      rackbeat.quirks.creditNoteSign = sign;
      try {
        const note = await world.credit(await world.book());
        await world.drain();
        await expectVerified(world, note, "sale");
        const [credit] = standingSales(note);
        expect(credit && totalsOf(credit)).toEqual({ net: -NET, vat: -NET / 4 });
      } finally {
        rackbeat.quirks.creditNoteSign = "positive";
      }
    },
  );
});

describe("Rackbeat issues the invoice, by reversal", () => {
  test("credited in full: the sale is reversed once, and nothing else is booked", async () => {
    const world = await startWorld(reversal);
    const original = await drained(world, world.book({ lines: LAMPS }));
    const { fikenId: saleId } = await world.transfer(original);
    const note = await drained(world, world.credit(original));
    await expectVerified(world, note, "sale_reversal");
    expect(await world.transfer(note)).toMatchObject({ fikenId: saleId });
    expect(standingSales(original)).toEqual([]);
    expect(standingSales(note)).toEqual([]);
    await world.deliver(original, "customer_invoice.updated");
    await world.drain();
    expect(await world.transfer(original)).toMatchObject({ state: "verified" });
    expect(standingSales(original)).toEqual([]);
  });

  test.each(["lose-answer", "500-after"] as const)(
    "%s: reversed once all the same",
    async (kind) => {
      const world = await startWorld(reversal);
      const original = await drained(world, world.book());
      fiken.faults.add({ kind, path: "/delete" });
      const note = await drained(world, world.credit(original));
      expect(fiken.faults.list()).toEqual([]);
      await expectVerified(world, note, "sale_reversal");
      const reversals = fiken.requests.filter(({ path }) => path.endsWith("/delete"));
      expect(reversals).toHaveLength(1);
    },
  );

  test.each(["before it is posted", "before it is read back"])(
    "it waits for an original that some trouble delays %s",
    async (when) => {
      const world = await startWorld({ ...reversal, attachPdf: false });
      const method = when === "before it is posted" ? "POST" : "GET";
      fiken.hook = (phase, request) => {
        const isPosted = request.path.endsWith("/sales") && request.method === "POST";
        if (phase !== "after-commit" || !isPosted || method === "POST") return undefined;
        fiken.faults.add({ kind: "500-before", method, path: "/sales", times: 2 });
        return undefined;
      };
      if (method === "POST") fiken.faults.add({ kind: "500-before", method, path: /\/sales$/ });
      const original = await world.book();
      const note = await world.credit(original);
      await world.drain(0);
      expect(await world.transfer(note)).toMatchObject({
        ...{ state: "pending", problems: [{ code: "document.waits_for_original" }] },
      });
      await world.drain();
      fiken.hook = undefined;
      expect(fiken.faults.list()).toEqual([]);
      await expectVerified(world, note, "sale_reversal");
      expect(await world.transfer(original)).toMatchObject({ state: "verified", problems: [] });
      expect(standingSales(original)).toEqual([]);
    },
  );

  test("it waits for an original that is held, says so, and goes on with it", async () => {
    const world = await startWorld(reversal);
    const { original, note } = await creditOfHeld(world);
    expect(await listTasks(world.db, world)).toMatchObject([{ count: 1 }]);
    await world.deliver(original, "customer_invoice.updated");
    await world.drain(0);
    await expectVerified(world, note, "sale_reversal");
    expect(await world.transfer(original)).toMatchObject({ state: "verified", problems: [] });
    expect(standingSales(original)).toEqual([]);
  });

  test("it waits no longer once the user wants negative sales", async () => {
    const world = await startWorld(reversal);
    const { original, note } = await creditOfHeld(world);
    await saveTransferSettings(world.db, { ...world, creditNoteForm: "negative_sale" });
    await releaseHeld(world.db, { ...world, curedBy: "settings", now: world.now() });
    await world.drain(0);
    await expectVerified(world, note, "sale");
    expect(await world.transfer(original)).toMatchObject({ state: "held" });
  });

  test("it is held for an original that was not heard of, and goes on when that has come", async () => {
    const world = await startWorld(reversal);
    const { number } = rackbeat.bookCustomerInvoice(world.agreementId, {
      ...{ customerNumber: 10_001, lines: LAMPS },
    });
    const original = String(number);
    const note = await drained(world, world.credit(original));
    expect(await world.transfer(note)).toMatchObject({
      ...{ state: "held", problems: [{ details: { original, reason: "original_unknown" } }] },
    });
    await world.deliver(original);
    await world.drain();
    await expectVerified(world, note, "sale_reversal");
    expect(standingSales(original)).toEqual([]);
  });

  test("credited in part: held, and sent as a negative sale once the user wants that", async () => {
    const world = await startWorld(reversal);
    const original = await drained(world, world.book({ lines: LAMPS }));
    const note = await drained(world, world.credit(original, { changes: ONE_LAMP }));
    expect(await world.transfer(note)).toMatchObject({
      state: "held",
      problems: [{ code: "document.credit_not_reversible", details: { reason: "partial" } }],
    });
    await saveTransferSettings(world.db, { ...world, creditNoteForm: "negative_sale" });
    await releaseHeld(world.db, { ...world, curedBy: "settings", now: world.now() });
    await world.drain();
    await expectVerified(world, note, "sale");
    expect(standingSales(original)).toHaveLength(1);
  });

  test("of an invoice that we do not know: held, never guessed", async () => {
    const world = await startWorld(reversal);
    const note = await drained(world, creditOfNothing(world, await world.book()));
    expect(await world.transfer(note)).toMatchObject({
      state: "held",
      problems: [{ details: { original: null, reason: "original_unknown" } }],
    });
  });

  test("of a sale that a person has deleted, or that is credited already: held", async () => {
    const world = await startWorld(reversal);
    const deleted = await drained(world, world.book());
    fiken.deleteSale((await world.transfer(deleted)).fikenId ?? 0);
    const gone = await drained(world, world.credit(deleted));
    expect(await world.transfer(gone)).toMatchObject({
      problems: [{ details: { reason: "gone" } }],
    });

    const original = await drained(world, world.book());
    await drained(world, world.credit(original));
    const again = await drained(world, world.credit(original));
    expect(await world.transfer(again)).toMatchObject({
      problems: [{ details: { reason: "credited" } }],
    });
  });
});

test("Rackbeat issues the invoice, kladd: a draft of negative amounts", async () => {
  const world = await startWorld({ ...kladd, ...reversal });
  const note = await drained(world, world.credit(await world.book({ lines: LAMPS })));
  await expectVerified(world, note, "sale_draft");
  const draft = saleDrafts().find(({ invoiceNumber }) => invoiceNumber === note);
  expect(draft?.lines).toMatchObject([{ net: -3 * NET, gross: -3 * NET * 1.25 }]);
});

describe("Fiken issues the invoice, booked", () => {
  test.each([
    ["in full", undefined, 3],
    ["in part", ONE_LAMP, 1],
  ])("credited %s: Fiken's credit note on its invoice", async (_, changes, quantity) => {
    const world = await startWorld(byFiken);
    const original = await world.book({ lines: LAMPS });
    const note = await world.credit(original, changes ? { changes } : {});
    await world.drain();
    const transfer = await expectVerified(world, note, "credit_note");
    const [invoice] = invoices();
    expect(notes()).toMatchObject([
      { creditNoteId: transfer.fikenId, associatedInvoiceId: invoice?.invoiceId },
    ]);
    const sale = books().sales.get(notes()[0]?.saleId ?? 0);
    expect(sale && totalsOf(sale)).toEqual({ net: -quantity * NET, vat: -quantity * (NET / 4) });
  });

  test("it waits for an invoice that is held, and is Fiken's credit note on it", async () => {
    const world = await startWorld(byFiken);
    const { original, note } = await creditOfHeld(world);
    expect(noteDrafts()).toEqual([]);
    await world.deliver(original, "customer_invoice.updated");
    await world.drain(0);
    await expectVerified(world, note, "credit_note");
    const [invoice] = invoices();
    expect(notes()).toMatchObject([{ associatedInvoiceId: invoice?.invoiceId }]);
  });

  test("of an invoice that we do not know: a credit note that stands for itself, issued once", async () => {
    const world = await startWorld(byFiken);
    const note = await drained(world, creditOfNothing(world, await world.book({ lines: LAMPS })));
    await expectVerified(world, note, "credit_note");
    expect(notes()).toHaveLength(1);
    expect(notes()[0]?.associatedInvoiceId).toBeUndefined();
    expect(noteDrafts()).toEqual([]);
  });

  test("a second credit of an invoice, which Fiken credits once, stands for itself", async () => {
    const world = await startWorld(byFiken);
    const original = await drained(world, world.book({ lines: LAMPS }));
    const first = await drained(world, world.credit(original, { changes: ONE_LAMP }));
    const second = await drained(world, world.credit(original, { changes: ONE_LAMP }));
    await expectVerified(world, first, "credit_note");
    await expectVerified(world, second, "credit_note");
    expect(notes().filter(({ associatedInvoiceId }) => associatedInvoiceId)).toHaveLength(1);
    expect(notes()).toHaveLength(2);
  });

  test.each([
    ["the credit note on its invoice", "creditNotes/full", false],
    ["the draft of one that stands for itself", "creditNotes/drafts", true],
    ["its issuing", "createCreditNote", true],
  ])("a lost answer to %s makes one", async (_, path, isUnknown) => {
    const world = await startWorld(byFiken);
    const original = await drained(world, world.book());
    fiken.faults.add({ kind: "lose-answer", path, method: "POST" });
    const credit = isUnknown ? creditOfNothing(world, original) : world.credit(original);
    const note = await drained(world, credit);
    expect(fiken.faults.list()).toEqual([]);
    await expectVerified(world, note, "credit_note");
    expect(notes()).toHaveLength(1);
    expect(noteDrafts()).toEqual([]);
  });
});

describe("Fiken issues the invoice, kladd", () => {
  test.each([
    ["known", (world: TransferWorld, original: string) => world.credit(original)],
    ["unknown", creditOfNothing],
  ])("of an invoice that is %s: a credit note draft, nothing issued", async (_, credit) => {
    const world = await startWorld({ ...kladd, ...byFiken });
    const note = await drained(world, credit(world, await world.book({ lines: LAMPS })));
    await expectVerified(world, note, "credit_note_draft");
    expect(noteDrafts()).toMatchObject([{ orderReference: note }]);
    expect(notes()).toEqual([]);
  });
});
