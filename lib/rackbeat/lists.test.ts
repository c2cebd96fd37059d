import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type RackbeatSandboxOptions, startRackbeatSandbox } from "@/tests/sandbox/rackbeat/server";
import { SHOP } from "@/tests/sandbox/rackbeat/testing";
import { createRackbeatClient, type RackbeatClient } from "./client";

const LONG_AGO = new Date("2026-01-05T08:00:00Z");
const SINCE = new Date("2026-02-01T00:00:00Z");

/** A shop in which nothing has changed since long ago. */
async function aShop(options: RackbeatSandboxOptions = {}) {
  const sandbox = await startRackbeatSandbox(options);
  onTestFinished(() => sandbox.close());
  const agreement = sandbox.world.agreement(SHOP);
  const { products, lots, customers, suppliers } = agreement;
  for (const table of [products, lots, customers, suppliers]) {
    for (const row of table.list()) row.updated_at = LONG_AGO;
  }
  for (const kind of ["customer", "supplier"] as const) {
    for (const invoice of agreement.invoices(kind).list()) invoice.updated_at = LONG_AGO;
  }
  const client = createRackbeatClient({ baseUrl: sandbox.url, token: sandbox.apiKey(SHOP) });
  return { sandbox, agreement, client };
}

/** A Rackbeat whose every list holds these rows, and which may refuse a filter. */
async function aListOf(rows: unknown[], refusedFilter?: string): Promise<RackbeatClient> {
  const server = createServer((request, response) => {
    const [, resource = ""] = /^\/api\/([a-z-]+)/.exec(request.url ?? "") ?? [];
    if (refusedFilter && request.url?.includes(refusedFilter)) {
      response.writeHead(422).end(JSON.stringify({ message: "is not filterable" }));
      return;
    }
    response.writeHead(206).end(JSON.stringify({ [resource.replaceAll("-", "_")]: rows }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return createRackbeatClient({ baseUrl: `http://127.0.0.1:${port}`, token: `${Math.random()}` });
}

async function numbersOf(page: Promise<{ items: { number: string | null }[] }>) {
  return (await page).items.map(({ number }) => number);
}

const AREAS = ["products", "lots", "customers", "suppliers", "customer-invoices"];

test.each<{ name: string; options: RackbeatSandboxOptions }>([
  { name: "filters by the moment", options: {} },
  {
    name: "refuses the filter",
    options: { quirks: { refuseUpdatedAtFrom: AREAS } },
  },
  {
    name: "ignores the filter",
    options: { quirks: { refuseUpdatedAtFrom: AREAS, unknownFilters: "ignore" } },
  },
])("only what has changed is listed where Rackbeat $name", async ({ options }) => {
  const { sandbox, client } = await aShop(options);
  sandbox.updateProduct(SHOP, { number: "LYS-100", changes: { sales_price: 1999 } });
  sandbox.updateLot(SHOP, { number: "SETT-LESE", changes: { is_barred: true } });
  sandbox.updateCustomer(SHOP, { number: 10_001, changes: { name: "Nytt navn AS" } });
  sandbox.updateSupplier(SHOP, { number: 50_001, changes: { is_barred: true } });
  const lines = [{ itemNumber: "LYS-100", quantity: 1 }];
  const sold = sandbox.bookCustomerInvoice(SHOP, { customerNumber: 10_001, lines });
  const bought = sandbox.bookSupplierInvoice(SHOP, { supplierNumber: 50_001, lines });
  const asked = { updatedAtFrom: SINCE };

  expect((await client.listProducts(asked)).items).toMatchObject([
    { number: "LYS-100", sales_price: "1999", deleted_at: null },
  ]);
  expect((await client.listLots(asked)).items).toMatchObject([
    { number: "SETT-LESE", is_barred: true },
  ]);
  expect((await client.listCustomers(asked)).items).toMatchObject([
    { number: "10001", name: "Nytt navn AS", is_deleted: false },
  ]);
  expect((await client.listSuppliers(asked)).items).toMatchObject([
    { number: "50001", is_barred: true },
  ]);
  expect(await numbersOf(client.listCustomerInvoices(asked))).toEqual([String(sold.number)]);
  expect(await numbersOf(client.listSupplierInvoices(asked))).toEqual([String(bought.number)]);
});

test("a refused filter is not tried again, and other resources are still filtered", async () => {
  const { sandbox, client } = await aShop({ quirks: { refuseUpdatedAtFrom: ["products"] } });
  await client.listProducts({ updatedAtFrom: SINCE });
  const before = sandbox.requests.length;

  await client.listProducts({ updatedAtFrom: SINCE });
  await client.listCustomers({ updatedAtFrom: SINCE });

  const asked = sandbox.requests.slice(before);
  expect(asked.map(({ query }) => query.includes("updated_at_from"))).toEqual([false, true]);
});

test("what changed within the asked second is listed", async () => {
  const { agreement, client } = await aShop();
  const product = agreement.products.get("LYS-100");
  product.updated_at = new Date("2026-03-01T10:00:00.700Z");

  const page = client.listProducts({ updatedAtFrom: new Date("2026-03-01T10:00:00.500Z") });

  expect(await numbersOf(page)).toEqual(["LYS-100"]);
});

test("the whole list comes page by page", async () => {
  const { agreement, client } = await aShop();
  const numbers: (string | null)[] = [];
  let page: number | null = 1;
  while (page !== null) {
    const listed: Awaited<ReturnType<typeof client.listProducts>> = await client.listProducts({
      page,
      limit: 7,
    });
    numbers.push(...listed.items.map(({ number }) => number));
    page = listed.nextPage;
  }

  expect(numbers.toSorted()).toEqual(
    agreement.products
      .list()
      .map(({ number }) => number)
      .toSorted(),
  );
});

test("stock is listed with four fields, in decimals and below zero", async () => {
  const { sandbox, client } = await aShop();
  sandbox.setStock(SHOP, { number: "LYS-100", quantity: -2.5 });

  const { items } = await client.listProductStock(1);
  const lots = await client.listLotStock(1);

  expect(items).toContainEqual({
    number: "LYS-100",
    stock_quantity: "-2.5",
    inventory_enabled: true,
    updated_at: expect.any(String),
  });
  expect(lots.items).toContainEqual(
    expect.objectContaining({ number: "SETT-LESE", stock_quantity: expect.any(String) }),
  );
  expect(sandbox.requests.at(-1)?.query).toContain("fields=number");
});

test("a plan without lots has none", async () => {
  const { client } = await aShop({ quirks: { lots: "forbidden" } });

  expect(await client.listLots()).toEqual({ items: [], nextPage: null });
  expect(await client.listLotStock(1)).toEqual({ items: [], nextPage: null });
  await expect(client.getLot("SETT-LESE")).rejects.toMatchObject({ status: 403 });
});

test("the documents of a period come with what they amount to, both days included", async () => {
  const { sandbox, client } = await aShop();
  const lines = [{ text: "Frakt", quantity: 1, linePrice: 100, vatPercentage: 25 }];
  for (const invoiceDate of ["2026-03-01", "2026-03-31", "2026-04-01"]) {
    sandbox.bookCustomerInvoice(SHOP, { customerNumber: 10_001, lines, invoiceDate });
    sandbox.bookSupplierInvoice(SHOP, { supplierNumber: 50_001, lines, invoiceDate });
  }
  const march = { from: "2026-03-01", to: "2026-03-31" };
  const dated = (invoice_date: string) =>
    expect.objectContaining({ invoice_date, total_total: "125", total_vat: "25", is_booked: true });

  for (const list of [client.listCustomerInvoiceTotals, client.listSupplierInvoiceTotals]) {
    const { items, nextPage } = await list(march);
    expect(items).toEqual([dated("2026-03-01"), dated("2026-03-31")]);
    expect(nextPage).toBeNull();
  }
});

test.each([{ refused: "invoice_date_from" }, { refused: undefined }])(
  "a period is kept where its filter is refused ($refused) or ignored, and what has no date is in each",
  async ({ refused }) => {
    const rows = [
      { number: 1, is_booked: true, invoice_date: "2026-02-28" },
      { number: 2, is_booked: true, invoice_date: "2026-03-01" },
      { number: 3, is_booked: true, invoice_date: null },
      { number: 4, is_booked: true, invoice_date: "soon" },
    ];
    const client = await aListOf(rows, refused);

    const page = client.listCustomerInvoiceTotals({ from: "2026-03-01", to: "2026-03-31" });

    expect(await numbersOf(page)).toEqual(["2", "3", "4"]);
  },
);

test("stock is read whole where Rackbeat cannot select fields", async () => {
  const client = await aListOf([{ number: "A", stock_quantity: 3, name: "Spade" }], "fields=");

  expect((await client.listProductStock(1)).items).toMatchObject([
    { number: "A", stock_quantity: "3" },
  ]);
});

test.each<{ list: keyof RackbeatClient; row: unknown; number: string | null; path: string }>([
  { list: "listCustomers", row: { name: "No number" }, number: null, path: "number" },
  { list: "listCustomers", row: { number: 7, is_barred: "maybe" }, number: "7", path: "is_barred" },
  { list: "listCustomers", row: { number: 7, name: {} }, number: "7", path: "name" },
  { list: "listSuppliers", row: "junk", number: null, path: "" },
  { list: "listSuppliers", row: { number: 7, updated_at: "now" }, number: "7", path: "updated_at" },
  {
    list: "listProducts",
    row: { number: "A", sales_price: "1,50" },
    number: "A",
    path: "sales_price",
  },
  { list: "listProducts", row: { number: "A", group: "3" }, number: "A", path: "group" },
  { list: "listProducts", row: { number: "", name: "A" }, number: null, path: "number" },
  { list: "listLots", row: null, number: null, path: "" },
  {
    list: "listLots",
    row: { number: 9, stock_quantity: "many" },
    number: "9",
    path: "stock_quantity",
  },
  { list: "listSupplierInvoices", row: { number: 9 }, number: "9", path: "is_booked" },
  {
    list: "listSupplierInvoices",
    row: { number: 9.5, is_booked: true },
    number: null,
    path: "number",
  },
])("$list names the row $row and reads the others", async ({ list, row, number, path }) => {
  const sound = { number: 1, is_booked: true };
  const client = await aListOf([sound, row, { ...sound, number: 2 }]);
  const listed = client[list] as (asked: object) => ReturnType<RackbeatClient["listProducts"]>;

  expect((await listed({ updatedAtFrom: SINCE })).items).toEqual([
    expect.objectContaining({ number: "1" }),
    {
      number,
      problem: { code: "document.malformed", details: { path, message: expect.any(String) } },
    },
    expect.objectContaining({ number: "2" }),
  ]);
});

test.each([
  { row: { number: "A", stock_quantity: {} }, path: "stock_quantity" },
  { row: { number: "A", inventory_enabled: "sometimes" }, path: "inventory_enabled" },
])("a stock row such as $row is named", async ({ row, path }) => {
  const client = await aListOf([row, { number: "B", stock_quantity: "0.50" }]);

  expect((await client.listProductStock(1)).items).toMatchObject([
    { number: "A", problem: { details: { path } } },
    { number: "B", stock_quantity: "0.5", inventory_enabled: null },
  ]);
});
