import { beforeEach, describe, expect, test } from "vitest";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const CUSTOMER = 10_002;
const BACKLOG = 60;

let world: TransferWorld;

/** Books so many while nothing is drained. The contact is known from an earlier invoice. */
async function bookBacklog(count: number): Promise<string[]> {
  await world.book({ customerNumber: CUSTOMER });
  await world.drain();
  const numbers: string[] = [];
  for (let n = 0; n < count; n += 1) numbers.push(await world.book({ customerNumber: CUSTOMER }));
  return numbers;
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
    world = await startWorld({ attachPdf });
  });

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
    world = await startWorld();
  });

  test("a number that a person has entered in Fiken is found, not booked again", async () => {
    const numbers = await bookBacklog(10);
    const books = fiken.world.books(FJORDLYS);
    const [sale] = [...books.sales.values()].filter(({ kind }) => kind === "external_invoice");
    if (!sale) throw new Error("no sale to copy");
    const [taken] = numbers.splice(4, 1);
    books.sales.set(999_999, { ...sale, saleId: 999_999, saleNumber: taken ?? "" });
    await world.drain();
    await expectVerified(numbers, 1);
    expect(standingSales(taken ?? "")).toHaveLength(1);
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
