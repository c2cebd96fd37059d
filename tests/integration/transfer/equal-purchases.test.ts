import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { findLivePosting } from "@/db/queries/postings";
import { postings } from "@/db/schema/postings";
import { transfers } from "@/db/schema/transfers";
import { retryTransfer } from "@/lib/transfer/hold/release";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import { fiken } from "@/tests/support/providers";
import { standingPurchases, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

/** What Rackbeat has in place of the supplier's number: the same on every freight bill of the day. */
const REFERENCE = "Kari Hansen";
const books = () => fiken.world.books(FJORDLYS);
const drafts = () => [...books().purchaseDrafts.values()];

let world: TransferWorld;

const bookFreight = () =>
  world.bookPurchase({ supplierInvoiceNumber: undefined, theirReference: REFERENCE });

async function bookFreights(count: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let n = 0; n < count; n += 1) numbers.push(await bookFreight());
  return numbers;
}

/** Each has a purchase of its own with its own PDF, and none is left over. */
async function expectOneEach(numbers: string[]) {
  const ids: (number | null)[] = [];
  for (const number of numbers) {
    const transfer = await world.transfer(number);
    expect(transfer).toMatchObject({ state: "verified", fikenKind: "purchase", problems: [] });
    ids.push(transfer.fikenId);
  }
  const standing = standingPurchases(REFERENCE);
  expect(ids.toSorted()).toEqual(standing.map(({ purchaseId }) => purchaseId).toSorted());
  for (const { attachments } of standing) expect(attachments).toHaveLength(1);
  expect(fiken.violations).toBe(0);
}

describe("equal invoices of one supplier and day, booked", () => {
  beforeEach(async () => {
    world = await startWorld({ supplierInvoiceMode: "booked" });
  });

  test("are a purchase each, whether together or one after the other", async () => {
    const numbers = await bookFreights(2);
    await world.drain();
    numbers.push(await bookFreight());
    await world.drain();
    await expectOneEach(numbers);
  });

  test("are a purchase each in a backlog that is read back together", async () => {
    const numbers = await bookFreights(10);
    await world.drain();
    await expectOneEach(numbers);
  });

  test("are a purchase each where three drains work at once", async () => {
    const numbers = await bookFreights(6);
    await Promise.all([world.drain(), world.drain(), world.drain()]);
    await expectOneEach(numbers);
  });

  const faults: [FaultKind, number[]][] = [
    ["lose-answer", [1]],
    ["lose-answer", [2]],
    ["lose-answer", [1, 1]],
    ["lose-answer", [1, 2]],
    ["lose-before", [1]],
    ["500-after", [1, 2]],
    ["500-before", [1]],
  ];
  test.each(faults)("are a purchase each, with %s at posts %j", async (kind, nths) => {
    for (const nth of nths) {
      fiken.faults.add({ kind, nth, method: "POST", path: /\/purchases$/ });
    }
    const numbers = await bookFreights(2);
    await world.drain();
    expect(fiken.faults.list()).toEqual([]);
    await expectOneEach(numbers);
  });

  test("one that a person has entered stands for one of them only", async () => {
    const first = await bookFreight();
    await world.drain();
    const [own] = standingPurchases(REFERENCE);
    if (!own) throw new Error("no purchase to copy");
    books().purchases.set(999_999, { ...own, purchaseId: 999_999 });
    const numbers = [first, ...(await bookFreights(2))];
    await world.drain();
    await expectOneEach(numbers);
  });

  test.each([
    ["after the answer", 0],
    ["where its answer was lost", 1],
  ])("the same number with another amount is posted beside it, %s", async (_, lost) => {
    const answer = { kind: "lose-answer", method: "POST", path: /\/purchases$/ } as const;
    for (let n = 0; n < lost; n += 1) fiken.faults.add(answer);
    const first = await bookFreight();
    await world.drain(0);
    const lines = [{ itemNumber: "LYS-100", quantity: 1, linePrice: 5, vatPercentage: 25 }];
    const other = { supplierInvoiceNumber: undefined, theirReference: REFERENCE, lines };
    const second = await world.bookPurchase(other);
    // Nobody has to look at it again: that would take longer.
    await world.drain(5 * 60_000);
    await expectOneEach([first, second]);
  });

  test("one that stood for two is cured by sending the other again", async () => {
    const numbers = await bookFreights(2);
    await world.drain();
    const [kept = "", shared = ""] = numbers;
    const { fikenId } = await world.transfer(kept);
    const { id: transferId, fikenId: lost } = await world.transfer(shared);
    const isShared = and(
      eq(postings.transferId, transferId),
      eq(postings.kind, "supplier_invoice"),
    );
    await world.db
      .update(postings)
      .set({ fikenId: String(fikenId) })
      .where(isShared);
    const missing = { number: shared, fikenId: String(fikenId) };
    await world.db
      .update(transfers)
      .set({
        ...{ state: "failed", fikenId },
        problems: [{ code: "fiken.missing_after_posting", details: missing }],
      })
      .where(eq(transfers.id, transferId));
    books().purchases.delete(lost ?? 0);
    await retryTransfer(world.db, {
      ...{ installationId: world.installationId, transferId, now: world.now() },
    });
    await world.drain();
    await expectOneEach(numbers);
  });
});

describe("equal invoices of one supplier and day, as drafts", () => {
  beforeEach(async () => {
    world = await startWorld({ supplierInvoiceMode: "draft" });
  });

  const fikenIdOf = async (key: string) => {
    const { installationId, connection } = world;
    const write = { installationId, connectionId: connection.id, kind: "supplier_invoice", key };
    return (await findLivePosting(world.db, write))?.fikenId;
  };

  test("are a draft each, with a lost answer as well", async () => {
    fiken.faults.add({ kind: "lose-answer", method: "POST", path: /\/purchases\/drafts$/ });
    const numbers = await bookFreights(2);
    await world.drain();
    expect(drafts()).toHaveLength(2);
    const ids = await Promise.all(numbers.map(fikenIdOf));
    expect(new Set(ids).size).toBe(2);
    for (const number of numbers) {
      expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    }
  });

  test("what a person has approved of one is not taken for the next", async () => {
    const first = await bookFreight();
    await world.drain();
    const [draft] = drafts();
    fiken.approveDraft(draft?.draftId ?? 0, "purchaseDrafts");
    const second = await bookFreight();
    await world.drain();
    expect(standingPurchases(REFERENCE)).toHaveLength(1);
    expect(drafts()).toHaveLength(1);
    expect(await world.transfer(first)).toMatchObject({ state: "verified" });
    expect(await world.transfer(second)).toMatchObject({
      ...{ state: "verified", fikenKind: "purchase_draft", problems: [] },
    });
  });

  test("approved before they are read back, each is another purchase", async () => {
    fiken.hook = (phase, { method, path }) => {
      if (phase !== "after-commit" || method !== "POST" || !path.includes("/attachments")) return;
      for (const { draftId } of drafts()) fiken.approveDraft(draftId, "purchaseDrafts");
      return undefined;
    };
    const numbers = await bookFreights(2);
    await world.drain();
    fiken.hook = undefined;
    expect(drafts()).toEqual([]);
    await expectOneEach(numbers);
  });
});
