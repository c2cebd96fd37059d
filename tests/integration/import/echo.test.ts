import { beforeEach, describe, expect, test } from "vitest";
import { listTransfers } from "@/db/queries/transfer-lists";
import { retryFailed } from "@/lib/import/once";
import { sweepKind } from "@/lib/transfer/intake/sweep";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import {
  aCustomerRow,
  aProductRow,
  aSupplierRow,
  endStateOf,
  FIRST_NUMBER,
  type ImportWorld,
  runImport,
  startImportWorld,
} from "@/tests/support/import-world";
import { fiken, rackbeat } from "@/tests/support/providers";

const planned = () => [aCustomerRow(1), aSupplierRow(2), aProductRow(3)];
const CUSTOMER = String(FIRST_NUMBER + 1);
const SUPPLIER = String(FIRST_NUMBER + 2);
const PRODUCT = "V-3";

const fikenWrites = () =>
  fiken.requests.filter(({ method, path }) => method !== "GET" && !path.startsWith("/oauth"));
const statesOf = async (world: ImportWorld) =>
  (await listTransfers(world.db, { ...world, limit: 100 }))
    .map(({ kind, rackbeatKey, state }) => `${kind} ${rackbeatKey} ${state}`)
    .sort();

/** As if Rackbeat did not heed `suppress_webhooks`. */
async function deliverAll(world: ImportWorld) {
  await world.deliver(CUSTOMER, "customer.created");
  await world.deliver(SUPPLIER, "supplier.created");
  await world.deliver(PRODUCT, "product.created");
  await world.deliver(PRODUCT, "stock.updated");
}

const UNCHANGED = [
  `customer ${CUSTOMER} unchanged`,
  `product ${PRODUCT} unchanged`,
  `stock_level ${PRODUCT} unchanged`,
  `supplier ${SUPPLIER} unchanged`,
];

beforeEach(() => {
  fiken.requests.length = 0;
});

test("webhooks of what the import made change nothing in Fiken", async () => {
  const world = await runImport(planned);
  const before = await endStateOf(world);
  fiken.requests.length = 0;
  await deliverAll(world);
  await world.drain();
  expect(await statesOf(world)).toEqual(UNCHANGED);
  expect(fikenWrites()).toEqual([]);
  expect(await endStateOf(world)).toEqual(before);
});

test("a product imported without its stock leaves Fiken's alone until it is counted in Rackbeat", async () => {
  const withoutStock = () => [{ ...aProductRow(3, { stock: "5" }), stock: null }];
  const world = await runImport(withoutStock, { openingStock: null });
  const product = world.agreement.products.get(PRODUCT);
  const stockInFiken = () =>
    [...fiken.world.books(FJORDLYS).products.values()].findLast(
      ({ productNumber }) => productNumber === PRODUCT,
    )?.stock;
  const told = async (quantity: number) => {
    product.stock_quantity = quantity;
    await world.deliver(PRODUCT, "stock.updated");
    await world.drain();
  };

  await told(0);
  expect(await statesOf(world)).toContain(`stock_level ${PRODUCT} excluded`);
  expect(stockInFiken()).toBe(5);
  await told(2);
  expect(stockInFiken()).toBe(2);
  await told(0);
  expect(stockInFiken()).toBe(0);
});

test("sweeps that find what the import made change nothing in Fiken", async () => {
  const world = await runImport(planned);
  fiken.requests.length = 0;
  const { db, installationId, now } = world;
  for (const kind of ["customer", "supplier", "product"] as const) {
    const swept = await sweepKind(db, { installationId, kind, place: null, budgetMs: 5_000, now });
    expect(swept).toMatchObject({ requested: 1 });
  }
  await world.drain();
  expect(await statesOf(world)).toEqual(UNCHANGED.filter((state) => !state.startsWith("stock")));
  expect(fikenWrites()).toEqual([]);
});

describe("while the import is writing", () => {
  /** The webhook is there, and transferred, before the import has heard Rackbeat's answer. */
  async function overtake(path: RegExp) {
    const world = await startImportWorld(planned);
    await world.start();
    fiken.requests.length = 0;
    let isOvertaken = false;
    rackbeat.hook = async (phase, request) => {
      if (isOvertaken || phase !== "after-commit" || request.method !== "POST") return undefined;
      if (!path.test(request.path)) return undefined;
      isOvertaken = true;
      await deliverAll(world);
      await world.drain(0);
      return undefined;
    };
    await world.continue();
    expect(isOvertaken).toBe(true);
    rackbeat.hook = undefined;
    return world;
  }

  test.each([[/customers$/], [/suppliers$/], [/products$/], [/inventory-adjustments$/], [/book$/]])(
    "a webhook that overtakes the answer of %s waits, and then changes nothing",
    async (path) => {
      const world = await overtake(path);
      await world.drain();
      // Those that came before theirs was made asked in vain, and are asked for again.
      await deliverAll(world);
      await world.drain();
      expect(await statesOf(world)).toEqual(UNCHANGED);
      expect(fikenWrites()).toEqual([]);
      const { contacts, products } = fiken.world.books(FJORDLYS);
      expect([...contacts.values()].filter(({ name }) => name === "Kunde 1 AS")).toHaveLength(1);
      expect([...products.values()].filter(({ name }) => name === "Vare 3")).toMatchObject([
        { stock: 3 },
      ]);
    },
  );
});

test("stock that the import could not book yet is not emptied in Fiken", async () => {
  const world = await runImport(planned, { openingStock: { location: 9, date: "2026-03-02" } });
  expect(await world.row("Vare 3")).toMatchObject({ state: "failed", stockBookedAt: null });
  fiken.requests.length = 0;
  await world.deliver(PRODUCT, "stock.updated");
  await world.drain(0);
  expect(await statesOf(world)).toEqual([`stock_level ${PRODUCT} checking`]);

  const dated = { created_at: new Date(), updated_at: new Date() };
  world.agreement.locations.insert({
    ...{ number: 9, name: "Nytt lager", is_default: false, parent_id: null },
    ...dated,
  });
  expect(await retryFailed(world.db, { installationId: world.installationId })).toBe(1);
  await world.continue();
  await world.drain();
  expect(await statesOf(world)).toEqual([`stock_level ${PRODUCT} unchanged`]);
  expect(fikenWrites()).toEqual([]);
});

test("what is changed in Rackbeat after the import is transferred", async () => {
  const world = await runImport(planned);
  rackbeat.updateCustomer(world.agreementId, {
    ...{ number: FIRST_NUMBER + 1, changes: { contact_email: "ny@kunde.example" } },
  });
  await world.deliver(CUSTOMER, "customer.updated");
  await world.drain();
  expect(await statesOf(world)).toEqual([`customer ${CUSTOMER} verified`]);
  const { contacts } = fiken.world.books(FJORDLYS);
  expect([...contacts.values()].filter(({ name }) => name === "Kunde 1 AS")).toMatchObject([
    { email: "ny@kunde.example" },
  ]);
});

test("the first invoice to an imported customer finds its own contact, in one request", async () => {
  const world = await runImport(planned);
  const { fikenId } = await world.row("Kunde 1 AS");
  fiken.requests.length = 0;
  await world.book({
    customerNumber: FIRST_NUMBER + 1,
    lines: [{ itemNumber: PRODUCT, quantity: 1 }],
  });
  await world.drain();
  const sales = [...fiken.world.books(FJORDLYS).sales.values()];
  expect(sales.at(-1)).toMatchObject({ customerId: fikenId });
  expect(fiken.requests.filter(({ path }) => path.includes("/contacts"))).toEqual([]);
});
