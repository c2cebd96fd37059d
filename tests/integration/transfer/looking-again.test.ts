import { beforeEach, describe, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { recheckStopped } from "@/lib/transfer/hold/recheck";
import { chooseProduct } from "@/lib/transfer/item/choose-product";
import { pauseTransfer, resumeTransfer } from "@/lib/transfer/settings/choices";
import { createProduct } from "@/tests/sandbox/fiken/products";
import { productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const MINUTES = 60_000;

let world: TransferWorld;
const books = () => fiken.world.books(FJORDLYS);

/** What the ten minutes' sweep does. Answers how many were put back in line. */
async function lookAgain(afterMs = 10 * MINUTES): Promise<number> {
  await world.passTime(afterMs);
  const released = await recheckStopped(world.db, { ...world, now: world.now() });
  await world.drain();
  return released;
}

describe("looking again", () => {
  beforeEach(async () => {
    world = await startWorld({ attachPdf: false });
  });

  test("costs one request of Fiken for all that wait for the same, and less and less often", async () => {
    fiken.lockPeriod(FJORDLYS, "2099-12-31");
    for (let n = 0; n < 5; n += 1) await world.book();
    await world.drain();
    const from = fiken.requests.length;
    let probes = 0;
    for (let hour = 0; hour < 24; hour += 1) probes += await lookAgain(60 * MINUTES);
    expect(probes).toBeGreaterThan(5);
    expect(probes).toBeLessThan(12);
    const posted = fiken.requests.slice(from).filter(({ method }) => method === "POST");
    expect(posted).toHaveLength(probes);
  });

  test("is not too early, and not while it is paused", async () => {
    fiken.lockPeriod(FJORDLYS, "2099-12-31");
    await world.book();
    await world.drain();
    expect(await lookAgain(9 * MINUTES)).toBe(0);
    await pauseTransfer(world.db, { ...world, now: world.now() });
    expect(await lookAgain()).toBe(0);
    await resumeTransfer(world.db, { installationId: world.installationId });
    expect(await lookAgain(0)).toBe(1);
  });

  test("leaves alone what a person has to decide", async () => {
    const number = await world.book();
    await world.drain();
    await world.change(number, { lines: [{ item_id: "LYS-100", quantity: 3 }] });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      problems: [{ code: "document.changed_after_transfer" }],
    });
    expect(await lookAgain(24 * 60 * MINUTES)).toBe(0);

    await world.change(number, { lines: [{ item_id: "LYS-100", quantity: 1 }] });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  });

  test("at what Fiken refused in its own words, each for itself", async () => {
    await world.book();
    await world.drain();
    const [contact] = [...books().contacts.values()].slice(-1);
    if (!contact) throw new Error("The first invoice made no contact");
    // Missing whenever a sale is to be written, and there again when it is looked at: nothing that we can mend.
    fiken.hook = async (phase, { method, path }) => {
      const isRefused = phase === "before-commit" && method === "POST" && path.endsWith("/sales");
      if (isRefused) books().contacts.delete(contact.contactId);
      else books().contacts.set(contact.contactId, contact);
    };
    const numbers = [await world.book(), await world.book()];
    await world.drain();
    for (const number of numbers) expect((await world.transfer(number)).state).toBe("failed");
    fiken.hook = undefined;
    expect(await lookAgain()).toBe(2);
    for (const number of numbers) {
      expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    }
  });

  test("what is sent again by a person and goes through takes the others along", async () => {
    fiken.lockPeriod(FJORDLYS, "2099-12-31");
    const numbers = [await world.book(), await world.book(), await world.book()];
    await world.drain();
    fiken.lockPeriod(FJORDLYS, undefined);
    await world.deliver(numbers[1] ?? "", "customer_invoice.updated");
    await world.drain();
    for (const number of numbers) {
      const { id: transferId, state } = await world.transfer(number);
      expect(state).toBe("verified");
      const events = await listTransferEvents(world.db, { ...world, transferId });
      const told = events.map(({ event }) => event);
      expect(told.includes("released")).toBe(number !== numbers[1]);
    }
  });

  test("a month that is opened does not wait for one that stays closed", async () => {
    fiken.lockPeriod(FJORDLYS, "2099-12-31");
    const closed = await world.book({ invoiceDate: "2026-03-10" });
    const opened = [
      await world.book({ invoiceDate: "2026-04-10" }),
      await world.book({ invoiceDate: "2026-04-11" }),
    ];
    await world.drain();
    fiken.lockPeriod(FJORDLYS, "2026-03-31");
    expect(await lookAgain()).toBe(2);
    expect((await world.transfer(closed)).state).toBe("held");
    for (const number of opened) expect((await world.transfer(number)).state).toBe("verified");
  });
});

describe("several products of one number", () => {
  let number: string;

  beforeEach(async () => {
    world = await startWorld();
    number = `NY-${rackbeat.world.agreement(world.agreementId).products.list().length}`;
    const twin = { name: "Nytt", productNumber: number, incomeAccount: "3000", vatType: "HIGH" };
    for (let n = 0; n < 2; n += 1) {
      createProduct(books(), productRequest.parse({ ...twin, active: true }));
    }
    rackbeat.createProduct(world.agreementId, { number, name: "Nytt", group: 1, sales_price: 100 });
    await world.deliver(number, "product.created");
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "held", problems: [{ code: "item.several_matches" }] },
    });
  });

  const twins = () =>
    [...books().products.values()].filter(({ productNumber }) => productNumber === number);

  test("go on once the other is out of use in Fiken", async () => {
    const [, other] = twins();
    if (other) other.active = false;
    expect(await lookAgain()).toBe(1);
    expect((await world.transfer(number)).state).toMatch(/verified|unchanged/);
  });

  test("go on once one is chosen", async () => {
    const { id: transferId } = await world.transfer(number);
    const fikenId = twins()[1]?.productId ?? 0;
    expect(await chooseProduct(world.db, { ...world, transferId, fikenId, now: world.now() })).toBe(
      true,
    );
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ fikenId });
    expect((await world.transfer(number)).state).toMatch(/verified|unchanged/);
  });
});
