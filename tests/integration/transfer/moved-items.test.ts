import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { postings } from "@/db/schema/postings";
import { transfers } from "@/db/schema/transfers";
import { openRackbeat } from "@/lib/agreement/open-rackbeat";
import { firstFingerprintOf } from "@/lib/bookkeeping/document/fingerprint";
import { supplierNumberOf } from "@/lib/bookkeeping/voucher/supplier-invoice-to-voucher";
import { keepAsPosted, reverseAndRepost } from "@/lib/transfer/document/decide-change";
import { withItemGroups } from "@/lib/transfer/document/read-document";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const CHANGED = "document.changed_after_transfer";
const NUMBER_FIELDS = ["supplier_invoice_number"];

let world: TransferWorld;
let made = 0;
/** A product of the test's own, of group 1. */
let item: string;
const agreement = () => rackbeat.world.agreement(world.agreementId);

beforeEach(async () => {
  world = await startWorld();
  item = aProduct();
});

afterEach(() => {
  rackbeat.quirks.lineItems = "always";
});

function aProduct(group = 1): string {
  const product = { number: `FLYTT-${++made}`, name: "Lampe", group, sales_price: 100 };
  return rackbeat.createProduct(world.agreementId, product).number;
}

function moveItem(): void {
  rackbeat.updateProduct(world.agreementId, { number: item, changes: { group: 2 } });
}

/** Past Rackbeat's rule that an item that stands on a document is barred instead. */
function deleteItem(): void {
  agreement().products.remove(item);
}

const sell = () => world.book({ lines: [{ itemNumber: item, quantity: 2 }] });
const buy = () => world.bookPurchase({ lines: [{ itemNumber: item, quantity: 2, linePrice: 60 }] });

/** As a payment does: told of, and no different. Answers how often Fiken and Rackbeat were asked about it. */
async function touch(number: string, kind = "customer_invoice") {
  const before = { fiken: fiken.requests.length, rackbeat: rackbeat.requests.length };
  await world.deliver(number, `${kind}.updated`);
  await world.drain();
  return {
    fiken: fiken.requests.slice(before.fiken).length,
    rackbeat: rackbeat.requests.slice(before.rackbeat).map(({ path }) => path),
  };
}

async function expectVerified(number: string) {
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
}

async function expectHeld(number: string, ...codes: string[]) {
  const { state, problems } = await world.transfer(number);
  expect(state).toMatch(/held|failed/);
  expect(problems.map(({ code }) => code)).toEqual(codes);
}

/** What an older version would have stored of the document at this moment. */
async function storeByFirstRecipe(number: string, kind: "customer" | "supplier"): Promise<void> {
  const client = await openRackbeat(world.db, world);
  const work = { rackbeat: client, known: { itemGroups: new Map() } };
  const first =
    kind === "customer"
      ? firstFingerprintOf(await withItemGroups(work, await client.getCustomerInvoice(number)))
      : await client.getSupplierInvoice(number).then(async (read) => {
          const identifier = supplierNumberOf(read, { numberFields: NUMBER_FIELDS });
          return firstFingerprintOf(await withItemGroups(work, read), identifier);
        });
  const { id } = await world.transfer(number);
  await world.db.update(transfers).set({ contentHash: first }).where(eq(transfers.id, id));
  await world.db
    .update(postings)
    .set({
      request: sql`jsonb_set(${postings.request}, '{fingerprint}', to_jsonb(${first}::text))`,
    })
    .where(eq(postings.transferId, id));
}

describe.each(["this", "the first"])("a sale stored by the recipe of %s version", (version) => {
  let number: string;

  beforeEach(async () => {
    number = await sell();
    await world.drain();
    if (version === "the first") await storeByFirstRecipe(number, "customer");
  });

  test.each([
    { name: "moved to another group", happens: moveItem, lineItems: "always", items: 0 },
    { name: "moved to another group", happens: moveItem, lineItems: "when-asked", items: 1 },
    { name: "deleted", happens: deleteItem, lineItems: "always", items: 1 },
    { name: "deleted", happens: deleteItem, lineItems: "when-asked", items: 1 },
  ] as const)(
    "stays verified where its product is $name ($lineItems), and Fiken is not asked",
    async ({ happens, lineItems, items }) => {
      rackbeat.quirks.lineItems = lineItems;
      happens();
      const asked = await touch(number);
      await expectVerified(number);
      expect(asked.fiken).toBe(0);
      const ofItem = asked.rackbeat.filter((path) => path.includes(item));
      expect(ofItem).toHaveLength(items);
    },
  );

  test("is still held for a change of its own, and the group is no part of what is told", async () => {
    moveItem();
    await world.change(number, { due_date: "2030-01-01" });
    await world.drain();
    await expectHeld(number, CHANGED);
    const [problem] = (await world.transfer(number)).problems;
    expect(problem?.details).toMatchObject({ what: "due_date" });
  });

  test("and kept with a change stays kept when its product moves", async () => {
    await world.change(number, { due_date: "2030-01-01" });
    await world.drain();
    const { id: transferId } = await world.transfer(number);
    await keepAsPosted(world.db, { ...world, transferId, now: world.now() });
    await world.drain();
    await expectVerified(number);
    moveItem();
    await touch(number);
    await expectVerified(number);
  });
});

test.each(["this", "the first"])(
  "a purchase stored by the recipe of %s version stays verified where its product is moved or deleted",
  async (version) => {
    world = await startWorld({ supplierInvoiceMode: "booked" });
    const number = await buy();
    await world.drain();
    if (version === "the first") await storeByFirstRecipe(number, "supplier");
    moveItem();
    expect(await touch(number, "supplier_invoice")).toMatchObject({ fiken: 0 });
    await expectVerified(number);
    deleteItem();
    expect(await touch(number, "supplier_invoice")).toMatchObject({ fiken: 0 });
    await expectVerified(number);
  },
);

test.each([
  ["this", "held"],
  // Which item a line had is not in what it has stored: such a line reads as one whose item was moved.
  ["the first", "verified"],
])(
  "a line booked anew with a product of another group, by the recipe of %s version: %s",
  async (version, state) => {
    const number = await sell();
    await world.drain();
    if (version === "the first") await storeByFirstRecipe(number, "customer");
    const other = { item_id: aProduct(2), quantity: 2, line_price: 100 };
    await world.change(number, { lines: [other] });
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state });
  },
);

test("a line booked anew with another product of the same group is booked the same", async () => {
  const number = await sell();
  await world.drain();
  const other = { item_id: aProduct(), quantity: 2, line_price: 100 };
  await world.change(number, { lines: [other] });
  await world.drain();
  await expectVerified(number);
});

test("many sales of a product that is gone ask for it once", async () => {
  const numbers = [await sell(), await sell(), await sell()];
  await world.drain();
  deleteItem();
  const before = rackbeat.requests.length;
  for (const number of numbers) await world.deliver(number, "customer_invoice.updated");
  await world.drain();
  for (const number of numbers) await expectVerified(number);
  const asked = rackbeat.requests.slice(before).filter(({ path }) => path.includes(item));
  expect(asked).toHaveLength(1);
});

test("a new sale of a product that is gone is not booked, and says which product", async () => {
  const number = await sell();
  deleteItem();
  await world.drain();
  const problem = { code: "rackbeat.not_found", details: { kind: "item", number: item } };
  expect(await world.transfer(number)).toMatchObject({ state: "failed", problems: [problem] });
  expect(standingSales(number)).toEqual([]);
});

test("a changed sale whose product is gone is not reversed for nothing: told, and it can be kept", async () => {
  const number = await sell();
  await world.drain();
  await world.change(number, { due_date: "2030-01-01" });
  deleteItem();
  await world.drain();
  await expectHeld(number, CHANGED);
  const { id: transferId } = await world.transfer(number);
  await reverseAndRepost(world.db, { ...world, transferId, now: world.now() });
  await world.drain();
  await expectHeld(number, CHANGED, "rackbeat.not_found");
  expect(standingSales(number)).toHaveLength(1);
  expect(await keepAsPosted(world.db, { ...world, transferId, now: world.now() })).toBe(true);
  await world.drain();
  await expectVerified(number);
});
