import { PDFDocument } from "pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SCENARIO_NAMES } from "../admin/scenarios";
import { entityOf, openSandbox, rowsOf, SHOP } from "../testing";

let world: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  world = await openSandbox();
});
afterAll(() => world.sandbox.close());

const draft = {
  customer_id: 10_001,
  lines: [
    { item_id: "LYS-100", quantity: 2, discount_percentage: 10 },
    { name: "Levering etter avtale", quantity: 0 },
    { name: "Frakt", quantity: 1, line_price: 149, vat_percentage: 25 },
  ],
};

test("a draft has its number, keeps it when booked, and is a draft again when unbooked", async () => {
  const made = await world.ask("POST", "/customer-invoices/drafts", draft);
  expect(made.status).toBe(201);
  const { number } = entityOf(made, "customer_invoice");
  expect(entityOf(made, "customer_invoice")).toMatchObject({
    is_booked: false,
    booked_at: null,
    customer_id: 10_001,
    customer: { number: 10_001, customer_group: { name: "Bedrift" } },
    currency: "NOK",
    total_subtotal: 4454.6,
    total_vat: 1113.65,
    total_total: 5568.25,
    total_base_currency: 5568.25,
  });
  const path = `/customer-invoices/${number}`;
  const booked = await world.ask("POST", `${path}/book`, { suppress_webhooks: true });
  expect(entityOf(booked, "customer_invoice")).toMatchObject({ number, is_booked: true });
  expect((await world.ask("POST", `${path}/book`)).status).toBe(403);
  expect((await world.ask("PUT", path, { note: "ny" })).status).toBe(403);
  expect((await world.ask("DELETE", path)).status).toBe(403);
  const unbooked = await world.ask("POST", `${path}/unbook`);
  expect(entityOf(unbooked, "customer_invoice")).toMatchObject({ number, is_booked: false });
  const changed = await world.ask("PUT", path, { lines: [{ item_id: "BOK-700", quantity: 1 }] });
  expect(entityOf(changed, "customer_invoice")).toMatchObject({ total_total: 399, total_vat: 0 });
  expect((await world.ask("DELETE", path)).status).toBe(200);
});

test("a line carries item number and type, unit price before discount, and its own total", async () => {
  const { number } = world.sandbox.bookCustomerInvoice(SHOP, {
    customerNumber: 10_001,
    lines: [
      { itemNumber: "LYS/12 #3", quantity: 3, linePrice: 133.333333, discountPercentage: 12.5 },
      { itemNumber: "SETT-LESE", quantity: 1 },
      { text: "Takk for handelen" },
    ],
  });
  const answer = await world.ask("GET", `/customer-invoices/${number}`);
  expect(entityOf(answer, "customer_invoice").lines).toMatchObject([
    {
      child_id: "LYS/12 #3",
      child_type: "product",
      line_price: 133.333333,
      discount_percentage: 12.5,
      line_total: 350,
      vat_percentage: 25,
      item: { number: "LYS/12 #3", group: { number: 1, name: "Belysning" } },
    },
    { child_id: "SETT-LESE", child_type: "lot", line_total: 10_392 },
    { child_id: null, child_type: null, item: null, quantity: 0, line_total: 0 },
  ]);
});

test("items of lines can be left out unless asked for", async () => {
  world.sandbox.quirks.lineItems = "when-asked";
  const plain = await world.ask("GET", "/customer-invoices/10001");
  const asked = await world.ask("GET", "/customer-invoices/10001?fields=lines(item(number))");
  world.sandbox.quirks.lineItems = "always";
  expect(JSON.stringify(plain.body)).not.toContain('"item":');
  expect(JSON.stringify(asked.body)).toContain('"item":{"number":"LYS-100"}');
});

test("a foreign invoice has its own currency, its rate and the total in base currency", () => {
  const invoice = world.sandbox.bookCustomerInvoice(SHOP, {
    customerNumber: 10_021,
    lines: [{ itemNumber: "LYS-100", quantity: 1, linePrice: 1000 }],
    currencyRate: 1.0214,
  });
  expect(invoice).toMatchObject({
    currency: "SEK",
    vat_zone: "eu",
    total_total: 1000,
    total_base_currency: 1021.4,
  });
});

test("a credit note stands in the list, refers to its original and gives the stock back", async () => {
  const stock = () => world.sandbox.world.agreement(SHOP).findItem("MØB-250")?.stock_quantity;
  const before = stock();
  const lines = [{ itemNumber: "MØB-250", quantity: 4 }];
  const { number } = world.sandbox.bookCustomerInvoice(SHOP, { customerNumber: 10_002, lines });
  expect(stock()).toBe((before ?? 0) - 4);
  const made = await world.ask("POST", `/customer-invoices/${number}/create-creditnote`);
  expect(made.status).toBe(201);
  const note = entityOf(made, "customer_invoice");
  expect(note).toMatchObject({
    is_creditnote: true,
    is_booked: false,
    original_invoice_id: number,
  });
  await world.ask("POST", `/customer-invoices/${note.number}/book`);
  expect(stock()).toBe(before);
  const listed = await world.ask("GET", "/customer-invoices?is_creditnote=true&fields=number");
  expect(rowsOf(listed, "customer_invoices")).toContainEqual({ number: note.number });
});

test("credit notes with negative quantities turn every total and the stock round", () => {
  world.sandbox.quirks.creditNoteSign = "negative";
  const lines = [{ itemNumber: "MØB-240", quantity: 2 }];
  const original = world.sandbox.bookCustomerInvoice(SHOP, { customerNumber: 10_002, lines });
  const note = world.sandbox.createCreditNote(SHOP, { number: original.number });
  world.sandbox.quirks.creditNoteSign = "positive";
  expect(note.total_total).toBe(-original.total_total);
  expect(world.sandbox.world.agreement(SHOP).findItem("MØB-240")?.stock_quantity).toBe(14);
});

test("a supplier invoice has the supplier's own number under the name the quirk gives", async () => {
  const { number } = world.sandbox.bookSupplierInvoice(SHOP, {
    supplierNumber: 50_001,
    supplierInvoiceNumber: "LF-9",
    lines: [{ itemNumber: "LYS-100", quantity: 1, linePrice: 1180, vatPercentage: 25 }],
  });
  const read = async () =>
    entityOf(await world.ask("GET", `/supplier-invoices/${number}`), "supplier_invoice");
  expect(await read()).toMatchObject({ supplier_id: 50_001, supplier_invoice_number: "LF-9" });
  world.sandbox.quirks.supplierNumberField = "external_number";
  const other = await read();
  world.sandbox.quirks.supplierNumberField = "supplier_invoice_number";
  expect(other).toMatchObject({ external_number: "LF-9" });
  expect(other).not.toHaveProperty("supplier_invoice_number");
});

test("a document can be made that does not add up", () => {
  const invoice = world.sandbox.bookCustomerInvoice(SHOP, {
    customerNumber: 10_001,
    lines: [{ itemNumber: "LYS-100", quantity: 1, lineTotal: 1 }],
    totals: { subtotal: 2, vat: 3, total: 4 },
  });
  expect(invoice).toMatchObject({ total_subtotal: 2, total_total: 4, lines: [{ line_total: 1 }] });
});

test.each(["customer-invoices/10001", "supplier-invoices/20001"])(
  "the print of %s is a real PDF with its number",
  async (path) => {
    const response = await fetch(`${world.sandbox.apiUrl}/${path}.pdf`, {
      headers: { Authorization: `Bearer ${world.token}` },
    });
    expect(response.headers.get("Content-Type")).toBe("application/pdf");
    const pdf = await PDFDocument.load(await response.arrayBuffer());
    expect(pdf.getPageCount()).toBe(1);
    expect(pdf.getTitle()).toContain(path.split("/")[1]);
  },
);

test.each(SCENARIO_NAMES)("the panel's scenario %s makes an invoice that adds up", (name) => {
  const invoice = world.sandbox.runScenario(SHOP, { name });
  const sum = Math.round((invoice.total_subtotal + invoice.total_vat) * 100);
  expect(Math.round(invoice.total_total * 100)).toBe(sum);
  expect(invoice.is_booked).toBe(name !== "draft");
});
