import { beforeEach, describe, expect, test } from "vitest";
import { moveConnectionToGrant } from "@/lib/connection/reconnect";
import { releaseHeld, retryTransfer } from "@/lib/transfer/hold/release";
import { saleRequest } from "@/tests/sandbox/fiken/request-schemas";
import { createSale } from "@/tests/sandbox/fiken/sales";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { logInToFiken } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;
const books = () => fiken.world.books(FJORDLYS);

beforeEach(async () => {
  world = await startWorld();
});

async function retry(number: string) {
  const { id: transferId } = await world.transfer(number);
  expect(await retryTransfer(world.db, { ...world, transferId, now: world.now() })).toBe(true);
  await world.drain();
}

async function expectVerified(number: string) {
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  expect(standingSales(number)).toHaveLength(1);
  expect(fiken.violations).toBe(0);
}

test("a locked period is told, the document kept, and sent once it is open", async () => {
  fiken.lockPeriod(FJORDLYS, "2099-12-31");
  const number = await world.book();
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({
    ...{ state: "held", problems: [{ code: "fiken.period_locked" }] },
  });
  fiken.lockPeriod(FJORDLYS, undefined);
  await retry(number);
  await expectVerified(number);
});

test("a company without Fiken's API module holds, and goes on when it has it", async () => {
  books().company.hasApiAccess = false;
  const number = await world.book();
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({
    ...{ state: "held", problems: [{ code: "fiken.api_module_missing" }] },
  });
  books().company.hasApiAccess = true;
  await releaseHeld(world.db, { ...world, curedBy: "connection", now: world.now() });
  await world.drain();
  await expectVerified(number);
});

test("a grant that is revoked holds everything, loses nothing, and a new login lets it go", async () => {
  const first = await world.book();
  await world.drain();
  fiken.revokeGrant();
  const numbers = [await world.book(), await world.book()];
  await world.drain();
  for (const number of numbers) {
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "held", problems: [{ code: "fiken.grant_revoked" }] },
    });
  }
  const { id: grantId } = await logInToFiken(world.db, world);
  await moveConnectionToGrant(world.db, { ...world, grantId });
  await releaseHeld(world.db, { ...world, curedBy: "connection", now: world.now() });
  await world.drain();
  for (const number of [first, ...numbers]) await expectVerified(number);
});

describe("a refusal", () => {
  test("is told in Fiken's own words, and can be sent again once it is cured", async () => {
    await world.book();
    await world.drain();
    const [contact] = [...books().contacts.values()].slice(-1);
    if (!contact) throw new Error("The first invoice made no contact");
    // Refused for its contact, which is there again when it is looked at: nothing that we can mend.
    const { contactId } = contact;
    fiken.hook = async (phase, { method, path }) => {
      const isRefused = phase === "before-commit" && method === "POST" && path.endsWith("/sales");
      if (isRefused) books().contacts.delete(contactId);
      else books().contacts.set(contactId, contact);
    };
    const before = fiken.requests.length;
    const number = await world.book();
    await world.drain();
    const looks = fiken.requests
      .slice(before)
      .filter(({ method, path }) => method === "GET" && path.endsWith(`/contacts/${contactId}`));
    expect(looks).toHaveLength(1);
    const message = `Fant ingen kontakt med id ${contact.contactId}`;
    expect(await world.transfer(number)).toMatchObject({
      ...{
        state: "failed",
        problems: [{ code: "fiken.refused", details: { status: 400, message } }],
      },
    });
    fiken.hook = undefined;
    await retry(number);
    await expectVerified(number);
  });

  test("of an account comes without Fiken's tags, and is released by a new mapping", async () => {
    books().chart.delete("3000");
    const number = await world.book();
    await world.drain();
    const { state, problems } = await world.transfer(number);
    expect({ state, problems }).toMatchObject({
      ...{ state: "held", problems: [{ code: "fiken.account_refused" }] },
    });
    expect(JSON.stringify(problems)).not.toMatch(/<|\\u003c/);
    books().chart.set("3000", "Salgsinntekt");
    await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() });
    await world.drain();
    await expectVerified(number);
  });
});

describe("a sale that a person has entered under Rackbeat's number", () => {
  /** After a first invoice, so that the customer is known in Fiken. */
  async function enterByHand({ netPrice, vat }: { netPrice: number; vat: number }) {
    await world.book();
    await world.drain();
    const [known] = [...books().sales.values()].slice(-1);
    if (!known?.customerId) throw new Error("The first invoice made no sale");
    const invoice = rackbeat.bookCustomerInvoice(world.agreementId, {
      customerNumber: 10_001,
      lines: [{ itemNumber: "LYS-100", quantity: 1 }],
    });
    const entered = createSale(
      books(),
      saleRequest.parse({
        saleNumber: String(invoice.number),
        kind: "external_invoice",
        date: invoice.invoice_date,
        dueDate: invoice.due_date,
        currency: "NOK",
        customerId: known.customerId,
        lines: [{ description: "For hånd", account: "3000", vatType: "HIGH", netPrice, vat }],
      }),
    );
    await world.deliver(String(invoice.number));
    await world.drain();
    return { number: String(invoice.number), entered };
  }

  test("and that is the same is adopted: no second one", async () => {
    const { number, entered } = await enterByHand({ netPrice: 239_200, vat: 59_800 });
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "verified", problems: [], fikenId: entered.saleId },
    });
    expect(standingSales(number)).toHaveLength(1);
  });

  test("and that is another holds: nothing is posted beside it", async () => {
    const { number, entered } = await enterByHand({ netPrice: 10_000, vat: 2_500 });
    expect(await world.transfer(number)).toMatchObject({
      state: "held",
      problems: [{ code: "fiken.number_taken", details: { number, fikenId: entered.saleId } }],
    });
    expect(standingSales(number)).toHaveLength(1);
    fiken.deleteSale(entered.saleId);
    await retry(number);
    await expectVerified(number);
  });
});

describe("trouble that passes", () => {
  test.each(["500-before", "html-error", "lose-before", "429"] as const)(
    "%s for a while: verified afterwards, by itself",
    async (kind) => {
      fiken.faults.add({ kind, times: 10 });
      const number = await world.book();
      await world.drain(24 * 60 * 60_000);
      await expectVerified(number);
    },
  );

  test("while it lasts the transfer waits with the reason, and is not given up", async () => {
    fiken.faults.add({ kind: "html-error", times: 200 });
    const number = await world.book();
    await world.drain(60 * 60_000);
    expect(await world.transfer(number)).toMatchObject({
      ...{ state: "pending", problems: [{ code: "provider.unavailable" }] },
    });
  });

  test("a booking that Fiken answers with 502 again and again is looked for each time", async () => {
    fiken.faults.add({ kind: "html-error", method: "POST", path: /\/sales$/, times: 5 });
    const number = await world.book();
    await world.drain(24 * 60 * 60_000);
    await expectVerified(number);
  });
});
