import { beforeEach, describe, expect, test } from "vitest";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { listTransfers } from "@/db/queries/transfer-lists";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import type { EntityKind } from "@/db/schema/transfers";
import {
  compareStockPage,
  readFikenStock,
  requestVanished,
  STOCK_LISTS,
  sumOfComparisons,
} from "@/lib/transfer/item/compare-stock";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;
const books = () => fiken.world.books(FJORDLYS);

beforeEach(async () => {
  world = await startWorld();
});

let count = 0;

/** A product of group 1, which keeps stock, that no other test knows. */
function product(fields: Partial<Parameters<typeof rackbeat.createProduct>[1]> = {}): string {
  count += 1;
  const { number } = rackbeat.createProduct(world.agreementId, {
    ...{ number: `LAGER-${count}`, name: "Lykt", group: 1, sales_price: 100 },
    ...fields,
  });
  return number;
}

const inFiken = (number: string) =>
  [...books().products.values()].filter(({ productNumber }) => productNumber === number);
const stockOf = (number: string) => inFiken(number)[0]?.stock;

async function transferOf(number: string, kind: EntityKind = "stock_level") {
  const listed = await listTransfers(world.db, { ...world, limit: 1_000 });
  const found = listed.find((row) => row.kind === kind && row.rackbeatKey === number);
  if (!found) throw new Error(`No transfer of ${kind} ${number}`);
  return found;
}

/** What Rackbeat sends of a change of stock. */
function tellStock(number: string) {
  const event = "stock.updated";
  const body = JSON.stringify({ item: number, item_type: "product", type: "stock" });
  return world.receive({ headers: { token: null, event, account: null }, body });
}

async function setStock(number: string, quantity: number) {
  rackbeat.setStock(world.agreementId, { number, quantity });
  await tellStock(number);
}

async function stocked(quantity = 5): Promise<string> {
  const number = product();
  await setStock(number, quantity);
  await world.drain();
  return number;
}

const writesOf = (from: number) =>
  fiken.requests.slice(from).filter(({ method }) => method !== "GET" && method !== "HEAD");

test.each([0, 12, 0.333333, 1250.5, -4, -0.25])(
  "a stock of %d stands in Fiken",
  async (quantity) => {
    const number = await stocked(7);
    await setStock(number, quantity);
    await world.drain();
    expect(await transferOf(number)).toMatchObject({ state: "verified", problems: [] });
    expect(stockOf(number)).toBe(quantity);
  },
);

test("an item that is not in Fiken yet is brought along, with its stock", async () => {
  const number = product();
  const before = fiken.requests.length;
  await setStock(number, 3);
  await world.drain();
  expect(await transferOf(number)).toMatchObject({ state: "verified" });
  expect(inFiken(number)).toMatchObject([{ name: "Lykt", unitPrice: 10_000, stock: 3 }]);
  expect(writesOf(before)).toHaveLength(1);
});

test("a hundred changes of one item while they wait are one write", async () => {
  const number = await stocked();
  const before = fiken.requests.length;
  for (let quantity = 1; quantity <= 100; quantity += 1) await setStock(number, quantity);
  await world.drain();
  expect(stockOf(number)).toBe(100);
  expect(writesOf(before)).toHaveLength(1);
  const listed = await listTransfers(world.db, { ...world, limit: 1_000 });
  expect(listed.filter(({ rackbeatKey }) => rackbeatKey === number)).toHaveLength(1);
});

test("a stock that is equal is not written", async () => {
  const number = await stocked(0.5);
  const before = fiken.requests.length;
  await tellStock(number);
  await world.drain();
  expect(await transferOf(number)).toMatchObject({ state: "unchanged" });
  expect(writesOf(before)).toEqual([]);
});

test("everything else of the product stays", async () => {
  const number = await stocked();
  const [product] = inFiken(number);
  Object.assign(product ?? {}, { name: "Navn fra Fiken", note: "Hylle 4", unitPrice: 4_200 });
  await setStock(number, 9);
  await world.drain();
  expect(inFiken(number)).toMatchObject([
    { name: "Navn fra Fiken", note: "Hylle 4", unitPrice: 4_200, stock: 9, active: true },
  ]);
});

test("a structured product has a stock of its own", async () => {
  await setStock("GAVEKURV", 11);
  await world.drain();
  expect(await transferOf("GAVEKURV")).toMatchObject({ state: "verified" });
  expect(stockOf("GAVEKURV")).toBe(11);
});

test("an item without inventory, and one that is gone, are left out", async () => {
  await tellStock("TJE-500");
  await tellStock("FINNES-IKKE");
  await world.drain();
  expect(await transferOf("TJE-500")).toMatchObject({ state: "excluded" });
  expect(await transferOf("FINNES-IKKE")).toMatchObject({ state: "excluded" });
  expect(inFiken("TJE-500")).toEqual([]);
});

test("where products are not transferred, stock makes none", async () => {
  const number = product();
  await saveTransferSettings(world.db, {
    ...{ installationId: world.installationId, kinds: ["stock_level"] },
  });
  await setStock(number, 3);
  await world.drain();
  expect(await transferOf(number)).toMatchObject({ state: "excluded" });
  expect(inFiken(number)).toEqual([]);
});

test("Fiken issues the invoice: the stock that Rackbeat has stands, and is lowered once only", async () => {
  world = await startWorld({ invoiceIssuer: "fiken" });
  const number = await stocked(10);
  const invoice = await world.book({ lines: [{ itemNumber: number, quantity: 4 }] });
  await tellStock(number);
  await world.drain();
  expect(await world.transfer(invoice)).toMatchObject({ state: "verified", fikenKind: "invoice" });
  const left = rackbeat.world.agreement(world.agreementId).findItem(number)?.stock_quantity;
  expect(left).toBe(6);
  expect(stockOf(number)).toBe(6);
  // Whichever of the two goes first: the invoice carries no product that Fiken could lower.
  const lines = [...books().invoices.values()].flatMap((issued) => issued.lines);
  expect(lines).not.toEqual([]);
  expect(lines.filter((line) => "productId" in line && line.productId)).toEqual([]);
});

describe("the nightly comparison", () => {
  async function compare() {
    const asked = { installationId: world.installationId, now: world.now };
    const read = await readFikenStock(world.db, { ...asked, page: 0, budgetMs: 10_000 });
    expect(read?.nextPage).toBeNull();
    const pages = [];
    const seen: string[] = [];
    const inFiken = read?.items ?? [];
    for (const list of STOCK_LISTS) {
      for (let page: number | null = 1; page !== null; ) {
        const compared: Awaited<ReturnType<typeof compareStockPage>> = await compareStockPage(
          world.db,
          { ...asked, list, page, inFiken },
        );
        if (compared) pages.push(compared.counts);
        seen.push(...(compared?.seen ?? []));
        page = compared?.nextPage ?? null;
      }
    }
    const vanished = await requestVanished(world.db, { ...asked, inFiken, seen });
    return { ...sumOfComparisons(pages), vanished };
  }

  test("finds what has drifted, and writes that only", async () => {
    const [same, changed, deleted] = [await stocked(1), await stocked(2), await stocked(3)];
    Object.assign(inFiken(changed)[0] ?? {}, { stock: 99 });
    books().products.delete(inFiken(deleted)[0]?.productId ?? 0);
    const before = fiken.requests.length;

    expect(await compare()).toMatchObject({ compared: 3, equal: 1, different: 1, missing: 1 });
    expect(writesOf(before)).toEqual([]);
    await world.drain();
    expect([same, changed, deleted].map(stockOf)).toEqual([1, 2, 3]);
    expect(writesOf(before)).toHaveLength(2);
    const { id: transferId } = await transferOf(changed);
    const events = await listTransferEvents(world.db, { ...world, transferId });
    expect(events.find(({ event }) => event === "drift_found")?.details).toEqual({
      rackbeat: "2",
      fiken: 99,
    });
    expect(await compare()).toMatchObject({ compared: 3, equal: 3, different: 0, missing: 0 });
  });

  test("a change that no webhook told of is put right", async () => {
    const number = await stocked(5);
    rackbeat.setStock(world.agreementId, { number, quantity: 8 });
    expect(await compare()).toMatchObject({ different: 1 });
    await world.drain();
    expect(stockOf(number)).toBe(8);
  });

  test("asks Fiken once per hundred products, and nothing of what is not ours", async () => {
    await stocked();
    const before = fiken.requests.length;
    expect(await compare()).toMatchObject({ compared: 1, equal: 1 });
    expect(fiken.requests.length - before).toBe(1);
  });

  test("what was deleted in Rackbeat, and nobody told, goes out of use", async () => {
    const [gone, stays] = [await stocked(1), await stocked(2)];
    rackbeat.world.agreement(world.agreementId).products.remove(gone);
    expect(await compare()).toMatchObject({ compared: 1, equal: 1, vanished: 1 });
    await world.drain();
    expect(inFiken(gone)).toMatchObject([{ active: false, stock: 1 }]);
    expect(inFiken(stays)).toMatchObject([{ active: true }]);
    expect(await compare()).toMatchObject({ vanished: 0 });
  });

  test("a row that cannot be read is counted, and the others are compared", async () => {
    const [bad, good] = [await stocked(1), await stocked(2)];
    const { products } = rackbeat.world.agreement(world.agreementId);
    Object.assign(products.find(bad) ?? {}, { number: "" });
    Object.assign(inFiken(good)[0] ?? {}, { stock: 7 });
    expect(await compare()).toMatchObject({ malformed: 1, different: 1 });
    Object.assign(products.find("") ?? {}, { number: bad });
  });

  test("nothing is compared where stock is not transferred", async () => {
    await saveTransferSettings(world.db, {
      ...{ installationId: world.installationId, kinds: ["product"] },
    });
    const asked = { installationId: world.installationId, now: world.now };
    expect(await readFikenStock(world.db, { ...asked, page: 0, budgetMs: 1 })).toBeNull();
  });
});
