import { beforeEach, expect, test } from "vitest";
import { readRecentDocuments } from "@/app/settings/mapping/read-recent-documents";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { fiken, rackbeat } from "@/tests/support/providers";
import { aTransferWorld, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const LAMP = { itemNumber: "LYS-100", quantity: 1 };
const FURNITURE = { itemNumber: "MØB-200", quantity: 1 };

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
  forgetDocuments(world);
});

/** The sandbox's companies begin with documents of their own. */
function forgetDocuments({ agreementId }: TransferWorld): void {
  const { customerInvoices, supplierInvoices } = rackbeat.world.agreement(agreementId);
  for (const table of [customerInvoices, supplierInvoices]) {
    for (const { number } of table.list()) table.remove(number);
  }
}

const read = (of = world) => readRecentDocuments(of.db, { installationId: of.installationId });
const countsOf = (groups: { productGroup: number | null; count: number }[]) =>
  Object.fromEntries(groups.map(({ productGroup, count }) => [String(productGroup), count]));

test("groups are counted once per document, lines without a product as well; Fiken is not asked", async () => {
  await world.book({ lines: [LAMP, LAMP, FURNITURE] });
  await world.book({ lines: [LAMP] });
  const before = fiken.requests.length;
  const { sales, purchase } = await read();
  expect(sales.documents).toBe(2);
  expect(countsOf(sales.groups)).toEqual({ 1: 2, 2: 1 });
  expect(sales.from).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(purchase).toBeNull();
  expect(fiken.requests).toHaveLength(before);
});

test("purchases are counted by themselves where they are transferred", async () => {
  await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "booked" });
  await world.bookPurchase();
  const { sales, purchase } = await read();
  expect(sales).toEqual({ documents: 0, from: null, to: null, groups: [] });
  expect(purchase?.documents).toBe(1);
  expect(countsOf(purchase?.groups ?? [])).toEqual({ 1: 1 });
});

test("however many there are, the newest twenty are read, each once", async () => {
  for (let n = 0; n < 25; n += 1) await world.book({ lines: [LAMP] });
  const before = rackbeat.requests.length;
  const { sales } = await read();
  expect(sales.documents).toBe(20);
  expect(countsOf(sales.groups)).toEqual({ 1: 20 });
  // The documents, some lists, and the one product.
  expect(rackbeat.requests.length - before).toBeLessThan(30);
});

test("a product whose group its line does not tell is asked for once", async () => {
  rackbeat.quirks.lineItems = "when-asked";
  try {
    await world.book({ lines: [LAMP, FURNITURE] });
    await world.book({ lines: [LAMP] });
    const before = rackbeat.requests.length;
    expect(countsOf((await read()).sales.groups)).toEqual({ 1: 2, 2: 1 });
    const asked = rackbeat.requests.slice(before).filter(({ path }) => /LYS-100/.test(path));
    expect(asked).toHaveLength(1);
  } finally {
    rackbeat.quirks.lineItems = "always";
  }
});

test("another company's documents are not counted", async () => {
  await world.book();
  const other = await aTransferWorld(world.db, { agreementId: 204_102 });
  forgetDocuments(other);
  expect((await read(other)).sales.documents).toBe(0);
});

test("a document that cannot be read is passed over, and so is a product", async () => {
  rackbeat.quirks.lineItems = "when-asked";
  const { customerInvoices, products } = rackbeat.world.agreement(world.agreementId);
  const lamp = products.find("LYS-100");
  const broken = customerInvoices.find(Number(await world.book({ lines: [LAMP] })));
  if (!lamp || !broken) throw new Error("The sandbox has lost a document or a product");
  const { is_barred } = lamp;
  try {
    await world.book({ lines: [LAMP, FURNITURE] });
    broken.currency = "kroner";
    expect((await read()).sales).toMatchObject({ documents: 1 });
    expect(countsOf((await read()).sales.groups)).toEqual({ 1: 1, 2: 1 });
    Object.assign(lamp, { is_barred: "kanskje" });
    expect(countsOf((await read()).sales.groups)).toEqual({ 2: 1 });
  } finally {
    Object.assign(lamp, { is_barred });
    rackbeat.quirks.lineItems = "always";
  }
});
