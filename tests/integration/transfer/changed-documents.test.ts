import { beforeEach, describe, expect, test } from "vitest";
import { listPostings } from "@/db/queries/postings";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { keepAsPosted, reverseAndRepost } from "@/lib/transfer/document/decide-change";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { mortalDatabase } from "@/tests/support/mortal-database";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  standingPurchases,
  standingSales,
  startWorld,
  type TransferWorld,
  totalsOf,
} from "@/tests/support/transfer-world";

const THREE_LAMPS = { lines: [{ item_id: "LYS-100", quantity: 3 }] };
const NET = 239_200;
const books = () => fiken.world.books(FJORDLYS);
const reversals = () =>
  fiken.requests.filter(
    ({ method, path }) => method === "DELETE" || (method === "PATCH" && path.endsWith("/delete")),
  );

let world: TransferWorld;

async function decide(number: string, decision: typeof keepAsPosted): Promise<boolean> {
  const { id: transferId } = await world.transfer(number);
  const answer = await decision(world.db, { ...world, transferId, now: world.now() });
  await world.drain();
  return answer;
}

async function eventsOf(number: string) {
  const { id: transferId } = await world.transfer(number);
  return (await listTransferEvents(world.db, { ...world, transferId })).map(({ event }) => event);
}

async function expectHeld(number: string, ...codes: string[]) {
  const { state, problems } = await world.transfer(number);
  expect(state).toMatch(/held|failed/);
  expect(problems.map(({ code }) => code)).toEqual(codes);
}

async function expectVerified(number: string) {
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  expect(fiken.violations).toBe(0);
}

const CHANGED = "document.changed_after_transfer";
const UNBOOKED = "document.unbooked_after_transfer";

describe("a sale whose invoice was changed in Rackbeat", () => {
  let number: string;

  beforeEach(async () => {
    world = await startWorld();
    number = await world.book();
    await world.drain();
    await world.change(number, THREE_LAMPS);
    await world.drain();
  });

  test("is held with what it was and what it is", async () => {
    await expectHeld(number, CHANGED);
    const [problem] = (await world.transfer(number)).problems;
    expect(problem?.details).toMatchObject({
      before: expect.stringContaining("NOK 2990.00"),
      after: expect.stringContaining("NOK 8970.00"),
    });
  });

  test("and is kept: verified, told, and Fiken is not touched", async () => {
    const before = fiken.requests.length;
    expect(await decide(number, keepAsPosted)).toBe(true);
    await expectVerified(number);
    expect(fiken.requests).toHaveLength(before);
    expect(standingSales(number).map(totalsOf)).toEqual([{ net: NET, vat: NET / 4 }]);
    expect(await eventsOf(number)).toEqual(expect.arrayContaining(["held", "kept", "verified"]));

    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
    await expectVerified(number);
  });

  test("and kept, is held again by the next change", async () => {
    await decide(number, keepAsPosted);
    await world.change(number, { lines: [{ item_id: "LYS-100", quantity: 4 }] });
    await world.drain();
    await expectHeld(number, CHANGED);
  });

  test("and is reversed: one sale as the invoice is now, with its PDF", async () => {
    expect(await decide(number, reverseAndRepost)).toBe(true);
    await expectVerified(number);
    const [sale, ...others] = standingSales(number);
    expect(others).toEqual([]);
    expect(sale && totalsOf(sale)).toEqual({ net: 3 * NET, vat: (3 * NET) / 4 });
    expect(sale?.attachments).toHaveLength(1);
    expect(reversals()).toHaveLength(1);
    const { id: transferId, fikenId } = await world.transfer(number);
    expect(fikenId).toBe(sale?.saleId);
    const postings = await listPostings(world.db, { ...world, transferId });
    const documents = postings.filter(({ kind }) => kind === "customer_invoice");
    expect(documents.map(({ state }) => state)).toEqual(["reversed", "accepted"]);
    expect(await eventsOf(number)).toEqual(
      expect.arrayContaining(["reverse_requested", "reversed", "posted", "verified"]),
    );
  });

  test.each(["lose-answer", "lose-before", "500-before", "500-after", "429"] as const)(
    "%s at the reversal: reversed and posted once",
    async (kind) => {
      fiken.faults.add({ kind, path: "/delete" });
      await decide(number, reverseAndRepost);
      expect(fiken.faults.list()).toEqual([]);
      await expectVerified(number);
      expect(standingSales(number).map(totalsOf)).toEqual([{ net: 3 * NET, vat: (3 * NET) / 4 }]);
      const sales = [...books().sales.values()].filter(({ saleNumber }) => saleNumber === number);
      expect(sales.filter(({ deleted }) => deleted)).toHaveLength(1);
    },
  );

  test("and cannot be reversed in a locked period: told, and the choice is open again", async () => {
    fiken.lockPeriod(FJORDLYS, "2099-12-31");
    await decide(number, reverseAndRepost);
    await expectHeld(number, CHANGED, "fiken.period_locked");
    expect(standingSales(number)).toHaveLength(1);
    fiken.lockPeriod(FJORDLYS, undefined);
    expect(await decide(number, keepAsPosted)).toBe(true);
    await expectVerified(number);
  });

  test("and deleted by a person in Fiken, is just posted anew", async () => {
    fiken.deleteSale((await world.transfer(number)).fikenId ?? 0);
    await decide(number, reverseAndRepost);
    await expectVerified(number);
    expect(reversals()).toEqual([]);
    expect(standingSales(number).map(totalsOf)).toEqual([{ net: 3 * NET, vat: (3 * NET) / 4 }]);
  });
});

test("a process that dies anywhere on the way reverses once and posts once", async () => {
  world = await startWorld({ attachPdf: false });
  for (let n = 1; ; n += 1) {
    const number = await world.book();
    await world.drain();
    await world.change(number, THREE_LAMPS);
    await world.drain();
    const { id: transferId } = await world.transfer(number);
    await reverseAndRepost(world.db, { ...world, transferId, now: world.now() });
    const { mortal, died } = mortalDatabase(world.db, n);
    await world.drainOn(mortal).catch((error: unknown) => {
      if (!died()) throw error;
    });
    await world.passTime(60_000);
    await world.drain();
    await expectVerified(number);
    expect(standingSales(number).map(totalsOf)).toEqual([{ net: 3 * NET, vat: (3 * NET) / 4 }]);
    const sales = [...books().sales.values()].filter(({ saleNumber }) => saleNumber === number);
    expect(sales.map(({ deleted }) => deleted)).toEqual([true, false]);
    if (!died()) break;
  }
}, 60_000);

test("a wish that the document has made needless is forgotten", async () => {
  world = await startWorld({ attachPdf: false });
  const number = await world.book();
  await world.drain();
  await world.change(number, THREE_LAMPS);
  await world.drain();
  const { id: transferId } = await world.transfer(number);
  await reverseAndRepost(world.db, { ...world, transferId, now: world.now() });
  await world.change(number, { lines: [{ item_id: "LYS-100", quantity: 1 }] });
  await world.drain();
  await expectVerified(number);
  await world.change(number, THREE_LAMPS);
  await world.drain();
  await expectHeld(number, CHANGED);
  expect(reversals()).toEqual([]);
});

describe("a sale whose invoice was unbooked in Rackbeat", () => {
  let number: string;

  beforeEach(async () => {
    world = await startWorld({ attachPdf: false });
    number = await world.book();
    await world.drain();
    rackbeat.unbook(world.agreementId, { kind: "customer", number: Number(number) });
    await world.deliver(number, "customer_invoice.unbooked");
    await world.drain();
    await expectHeld(number, UNBOOKED);
  });

  test("and is kept, and then deleted as a draft: nothing new to the books, and not asked about", async () => {
    await decide(number, keepAsPosted);
    rackbeat.deleteInvoice(world.agreementId, { kind: "customer", number: Number(number) });
    await world.deliver(number, "customer_invoice.deleted");
    await world.drain();
    await expectVerified(number);
  });

  test("and is deleted before anybody has decided: asked about as what it is now", async () => {
    rackbeat.deleteInvoice(world.agreementId, { kind: "customer", number: Number(number) });
    await world.deliver(number, "customer_invoice.deleted");
    await world.drain();
    await expectHeld(number, "document.deleted_after_transfer");
  });

  test("and is kept: verified, and not asked about again", async () => {
    await decide(number, keepAsPosted);
    await expectVerified(number);
    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
    await expectVerified(number);
    expect(standingSales(number)).toHaveLength(1);
  });

  test("and is reversed: nothing stands in Fiken until it is booked again", async () => {
    await decide(number, reverseAndRepost);
    expect(await world.transfer(number)).toMatchObject({ state: "excluded", problems: [] });
    expect(standingSales(number)).toEqual([]);
    rackbeat.book(world.agreementId, { kind: "customer", number: Number(number) });
    await world.deliver(number);
    await world.drain();
    await expectVerified(number);
    expect(standingSales(number)).toHaveLength(1);
  });
});

describe.each([
  ["sale draft", { salesInvoiceMode: "draft" }, "saleDrafts"],
  ["invoice draft", { salesInvoiceMode: "draft", invoiceIssuer: "fiken" }, "invoiceDrafts"],
] as const)("a %s", (_, options, table) => {
  test("is deleted and made anew", async () => {
    world = await startWorld(options);
    const number = await world.book();
    await world.drain();
    const [before] = [...books()[table].values()];
    await world.change(number, THREE_LAMPS);
    await world.drain();
    await expectHeld(number, CHANGED);
    await decide(number, reverseAndRepost);
    await expectVerified(number);
    const after = [...books()[table].values()];
    expect(after).toHaveLength(1);
    expect(after[0]?.draftId).not.toBe(before?.draftId);
  });
});

test("a draft that a person has approved is reversed as the sale that it is", async () => {
  world = await startWorld({ salesInvoiceMode: "draft" });
  const number = await world.book();
  await world.drain();
  const [draft] = [...books().saleDrafts.values()];
  fiken.approveDraft(draft?.draftId ?? 0);
  await world.change(number, THREE_LAMPS);
  await world.drain();
  await decide(number, reverseAndRepost);
  await expectVerified(number);
  expect(standingSales(number)).toEqual([]);
  expect([...books().saleDrafts.values()]).toHaveLength(1);
});

describe("a sale whose invoice is no longer in Rackbeat", () => {
  const DELETED = "document.deleted_after_transfer";
  let number: string;

  beforeEach(async () => {
    world = await startWorld();
    number = await world.book();
    await world.drain();
    await remove();
    await expectHeld(number, DELETED);
  });

  async function remove(): Promise<void> {
    rackbeat.world.agreement(world.agreementId).customerInvoices.remove(Number(number));
    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
  }

  test("and is kept: verified, Fiken not touched, and the timeline says that it was deleted", async () => {
    const before = standingSales(number);
    expect(await decide(number, keepAsPosted)).toBe(true);
    await expectVerified(number);
    expect(standingSales(number)).toEqual(before);
    expect(reversals()).toEqual([]);
    expect(await eventsOf(number)).toEqual(
      expect.arrayContaining(["held", "kept_deleted", "verified"]),
    );
    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
    await expectVerified(number);
  });

  test("and is reversed: nothing of it stands in Fiken, and it is left out", async () => {
    expect(await decide(number, reverseAndRepost)).toBe(true);
    expect(await world.transfer(number)).toMatchObject({ state: "excluded", fikenId: null });
    expect(standingSales(number)).toEqual([]);
    expect(reversals()).toHaveLength(1);
  });

  test("and cannot be reversed in a locked period: told, and it can be kept after all", async () => {
    fiken.lockPeriod(FJORDLYS, "2099-12-31");
    await decide(number, reverseAndRepost);
    await expectHeld(number, DELETED, "fiken.period_locked");
    fiken.lockPeriod(FJORDLYS, undefined);
    expect(await decide(number, keepAsPosted)).toBe(true);
    await expectVerified(number);
    expect(standingSales(number)).toHaveLength(1);
  });
});

test("one that is gone from Rackbeat before it was sent is nothing to decide", async () => {
  world = await startWorld();
  const number = await world.book();
  rackbeat.world.agreement(world.agreementId).customerInvoices.remove(Number(number));
  await world.drain();
  await expectHeld(number, "rackbeat.not_found");
  expect(await decide(number, keepAsPosted)).toBe(false);
});

test("a change that cannot be read is kept by all that it is: the next one is held again", async () => {
  world = await startWorld({ attachPdf: false });
  const number = await world.book();
  await world.drain();
  /** A line whose amount is not quantity × price. */
  const unreadable = async (total: number) => {
    const { customerInvoices } = rackbeat.world.agreement(world.agreementId);
    const [line] = customerInvoices.find(Number(number))?.lines ?? [];
    if (line) line.line_total = total;
    await world.deliver(number, "customer_invoice.updated");
    await world.drain();
  };
  await unreadable(2);
  await expectHeld(number, CHANGED);
  expect(await decide(number, keepAsPosted)).toBe(true);
  await expectVerified(number);
  await unreadable(3);
  await expectHeld(number, CHANGED);
});

test("an invoice that Fiken has issued cannot be reversed: told, and it can be kept", async () => {
  world = await startWorld({ invoiceIssuer: "fiken" });
  const number = await world.book();
  await world.drain();
  await world.change(number, THREE_LAMPS);
  await world.drain();
  await expectHeld(number, CHANGED);
  await decide(number, reverseAndRepost);
  await expectHeld(number, CHANGED, "document.cannot_be_reversed");
  expect(reversals()).toEqual([]);
  await decide(number, keepAsPosted);
  await expectVerified(number);
  expect([...books().invoices.values()]).toHaveLength(1);
});

test.each([
  ["booked", "purchases"],
  ["draft", "purchaseDrafts"],
] as const)("a supplier invoice, %s, is reversed and posted anew", async (mode, table) => {
  world = await startWorld({ supplierInvoiceMode: mode });
  const number = await world.bookPurchase();
  await world.drain();
  await world.change(number, { lines: [{ item_id: "LYS-100", quantity: 1 }] }, "supplier");
  await world.drain();
  await expectHeld(number, CHANGED);
  await decide(number, reverseAndRepost);
  await expectVerified(number);
  expect(reversals()).toHaveLength(1);
  const made = [...books()[table].values()].filter((row) => !("deleted" in row && row.deleted));
  expect(made).toHaveLength(1);
  expect(standingPurchases("LF-1")).toHaveLength(mode === "booked" ? 1 : 0);
});

test("there is nothing to decide on a document that is as it was sent", async () => {
  world = await startWorld();
  const number = await world.book();
  await world.drain();
  expect(await decide(number, keepAsPosted)).toBe(false);
  expect(await decide(number, reverseAndRepost)).toBe(false);
  expect(reversals()).toEqual([]);
});
