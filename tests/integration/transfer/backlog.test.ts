import { beforeEach, describe, expect, test } from "vitest";
import type { Sale } from "@/tests/sandbox/fiken/records";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  standingPurchases,
  standingSales,
  startWorld,
  type TransferWorld,
} from "@/tests/support/transfer-world";

const CUSTOMER = 10_002;
const SUPPLIER = 50_002;
const BACKLOG = 60;
const SUPPLIER_BACKLOG = 30;

let world: TransferWorld;

/** Books so many while nothing is drained. The contact is known from an earlier invoice. */
async function bookBacklog(count: number): Promise<string[]> {
  await world.book({ customerNumber: CUSTOMER });
  await world.drain();
  const numbers: string[] = [];
  for (let n = 0; n < count; n += 1) numbers.push(await world.book({ customerNumber: CUSTOMER }));
  return numbers;
}

/** The same of suppliers' invoices, by the suppliers' numbers that they have: LF-1 and on. */
async function bookPurchases(count: number): Promise<string[]> {
  const book = (n: number) =>
    world.bookPurchase({ supplierNumber: SUPPLIER, supplierInvoiceNumber: `LF-${n}` });
  await book(0);
  await world.drain();
  const numbers: string[] = [];
  for (let n = 1; n <= count; n += 1) numbers.push(await book(n));
  return numbers;
}

async function expectPurchasesVerified(numbers: string[], attachments: number) {
  for (const [at, number] of numbers.entries()) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    const purchases = standingPurchases(`LF-${at + 1}`);
    expect(purchases).toHaveLength(1);
    expect(purchases[0]?.attachments).toHaveLength(attachments);
  }
  expect(fiken.violations).toBe(0);
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** As a person does it in Fiken. */
function enterByHand(saleNumber: string, changes: Partial<Sale> = {}): void {
  const books = fiken.world.books(FJORDLYS);
  const [sale] = [...books.sales.values()].filter(({ kind }) => kind === "external_invoice");
  if (!sale) throw new Error("no sale to copy");
  books.sales.set(999_999, { ...sale, ...changes, saleId: 999_999, saleNumber });
}

async function expectVerified(numbers: string[], attachments: number) {
  for (const number of numbers) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    const sales = standingSales(number);
    expect(sales).toHaveLength(1);
    expect(sales[0]?.attachments).toHaveLength(attachments);
  }
  expect(fiken.violations).toBe(0);
}

describe.each([
  { attachPdf: true, target: 2.1 },
  { attachPdf: false, target: 1.1 },
])("a backlog, PDF: $attachPdf", ({ attachPdf, target }) => {
  beforeEach(async () => {
    world = await startWorld({ attachPdf, supplierInvoiceMode: "booked" });
  });

  test(`costs at most ${target} requests per supplier invoice`, async () => {
    const numbers = await bookPurchases(SUPPLIER_BACKLOG);
    const before = fiken.requests.length;
    await world.drain();
    await expectPurchasesVerified(numbers, attachPdf ? 1 : 0);
    expect((fiken.requests.length - before) / SUPPLIER_BACKLOG).toBeLessThanOrEqual(target);
  }, 60_000);

  test(`costs at most ${target} requests per invoice`, async () => {
    const numbers = await bookBacklog(BACKLOG);
    const before = fiken.requests.length;
    await world.drain();
    await expectVerified(numbers, attachPdf ? 1 : 0);
    expect((fiken.requests.length - before) / BACKLOG).toBeLessThanOrEqual(target);
  }, 60_000);
});

describe("in a backlog", () => {
  beforeEach(async () => {
    world = await startWorld({ supplierInvoiceMode: "booked" });
  });

  test.each([
    ["the invoice's own day", 0],
    ["a day of the year before", -365],
    ["a day to come", 200],
  ])("a number that a person has entered on %s is found, not booked again", async (_, days) => {
    const numbers = await bookBacklog(10);
    const [taken = ""] = numbers.splice(4, 1);
    enterByHand(taken, { date: dayFromNow(days) });
    await world.drain();
    await expectVerified(numbers, 1);
    expect(standingSales(taken)).toHaveLength(1);
  });

  test("a number that a person enters while it drains is found within seconds", async () => {
    const numbers = await bookBacklog(12);
    const taken = numbers.at(-6) ?? "";
    fiken.hook = async (phase, { method, path }) => {
      if (phase !== "after-commit" || method !== "POST" || !path.endsWith("/sales")) return;
      if (standingSales(numbers[2] ?? "").length === 0) return;
      fiken.hook = undefined;
      enterByHand(taken, { date: dayFromNow(-30) });
      await world.passTime(15_000);
    };
    await world.drain();
    expect(standingSales(taken)).toHaveLength(1);
    expect(await world.transfer(taken)).toMatchObject({
      state: "held",
      problems: [{ code: "fiken.number_taken" }],
    });
    await expectVerified(
      numbers.filter((number) => number !== taken),
      1,
    );
  });

  test("the same invoice entered by a person in those seconds is told, not passed over", async () => {
    const numbers = await bookBacklog(10);
    const doubled = numbers[6] ?? "";
    fiken.hook = (phase, { method }) => {
      const [ours] = standingSales(doubled);
      if (phase === "after-commit" && method === "POST" && ours) {
        fiken.hook = undefined;
        enterByHand(doubled, ours);
      }
      return undefined;
    };
    await world.drain();
    expect(await world.transfer(doubled)).toMatchObject({
      state: "held",
      problems: [{ code: "fiken.several_documents", details: { number: doubled, count: 2 } }],
    });
    await expectVerified(
      numbers.filter((number) => number !== doubled),
      1,
    );
  });

  test("a supplier's invoice that a person has entered is found, not booked again", async () => {
    const numbers = await bookPurchases(10);
    const books = fiken.world.books(FJORDLYS);
    const [first] = standingPurchases("LF-0");
    if (!first) throw new Error("no purchase to copy");
    books.purchases.set(999_999, { ...first, purchaseId: 999_999, identifier: "LF-5" });
    await world.drain();
    await expectPurchasesVerified(numbers, 1);
    expect((await world.transfer(numbers[4] ?? "")).fikenId).toBe(999_999);
  });

  test("a purchase whose answer was lost is looked up by itself, and stands once", async () => {
    const numbers = await bookPurchases(12);
    fiken.faults.add({ kind: "lose-answer", method: "POST", path: /\/purchases$/, nth: 6 });
    await world.drain();
    await expectPurchasesVerified(numbers, 1);
  });

  test("a sale whose answer was lost is looked up by itself, and stands once", async () => {
    const numbers = await bookBacklog(12);
    fiken.faults.add({ kind: "lose-answer", method: "POST", path: /\/sales$/, nth: 6 });
    await world.drain();
    await expectVerified(numbers, 1);
  });

  test.each(["lose-answer", "500-before", "429"] as const)(
    "a list that fails (%s) delays the read-back and nothing else",
    async (kind) => {
      const numbers = await bookBacklog(12);
      fiken.faults.add({ kind, method: "GET", path: /\/sales$/, nth: 2 });
      await world.drain();
      expect(fiken.faults.list()).toEqual([]);
      await expectVerified(numbers, 1);
    },
  );

  test.each([
    ["unbooked", "document.unbooked_after_transfer"],
    ["deleted", "document.deleted_after_transfer"],
  ] as const)("what is %s in Rackbeat before the read-back is told", async (what, code) => {
    const numbers = await bookBacklog(10);
    const [first = "", ...others] = numbers;
    const invoice = { kind: "customer", number: Number(first) } as const;
    fiken.hook = async (phase, { method }) => {
      const isPosted = standingSales(others[3] ?? "").length > 0;
      if (phase !== "after-commit" || method !== "POST" || !isPosted) return;
      fiken.hook = undefined;
      if (what === "unbooked") rackbeat.unbook(world.agreementId, invoice);
      else rackbeat.world.agreement(world.agreementId).customerInvoices.remove(invoice.number);
      await world.deliver(first, `customer_invoice.${what}`);
    };
    await world.drain();
    expect(await world.transfer(first)).toMatchObject({ state: "held", problems: [{ code }] });
    await expectVerified(others, 1);
  });

  test("what a person has changed before the read-back is told", async () => {
    const numbers = await bookBacklog(10);
    const last = numbers.at(-1);
    fiken.hook = (phase, request) => {
      if (phase !== "before-commit" || request.method !== "POST") return undefined;
      if (last && standingSales(last).length > 0) {
        for (const sale of standingSales(numbers[0] ?? "")) sale.deleted = true;
      }
      return undefined;
    };
    await world.drain();
    fiken.hook = undefined;
    expect(await world.transfer(numbers[0] ?? "")).toMatchObject({
      state: "failed",
      problems: [{ code: "fiken.missing_after_posting" }],
    });
    await expectVerified(numbers.slice(1), 1);
  });
});
