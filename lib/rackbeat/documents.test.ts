import { expect, onTestFinished, test } from "vitest";
import type { Quirks } from "@/tests/sandbox/rackbeat/quirks";
import { startRackbeatSandbox } from "@/tests/sandbox/rackbeat/server";
import { SHOP } from "@/tests/sandbox/rackbeat/testing";
import { createRackbeatClient } from "./client";
import { customerInvoiceSchema, supplierInvoiceSchema } from "./invoices";

async function aShop(quirks: Partial<Quirks> = {}) {
  const sandbox = await startRackbeatSandbox({ quirks });
  onTestFinished(() => sandbox.close());
  const client = createRackbeatClient({ baseUrl: sandbox.url, token: sandbox.apiKey(SHOP) });
  return { sandbox, client };
}

const lines = [{ itemNumber: "LYS-100", quantity: 2 }];

test.each([
  "supplier_invoice_number",
  "invoice_number",
  "external_number",
  "their_reference",
  "heading",
] as const)("the supplier's own number is read from %s", async (field) => {
  const { sandbox, client } = await aShop({ supplierNumberField: field });
  const { number } = sandbox.bookSupplierInvoice(SHOP, {
    supplierNumber: 50_001,
    supplierInvoiceNumber: "LF-90001",
    lines,
  });

  expect(await client.getSupplierInvoice(String(number))).toMatchObject({
    number: String(number),
    is_booked: true,
    supplier_id: "50001",
    [field]: "LF-90001",
  });
});

test("a supplier invoice has a print", async () => {
  const { sandbox, client } = await aShop();
  const { number } = sandbox.bookSupplierInvoice(SHOP, { supplierNumber: 50_001, lines });

  const pdf = await client.supplierInvoicePdf(String(number));

  expect(new TextDecoder().decode(pdf.subarray(0, 5))).toBe("%PDF-");
  await expect(client.supplierInvoicePdf("4711")).rejects.toMatchObject({
    problem: {
      code: "rackbeat.not_found",
      details: { kind: "supplier_invoice_pdf", number: "4711" },
    },
  });
});

test.each(["original_invoice_id", "invoice_id", "credited_invoice_id", "credit_for"] as const)(
  "a credit note names its invoice in %s",
  async (field) => {
    const { sandbox, client } = await aShop({ creditNoteLink: field });
    const { number } = sandbox.bookCustomerInvoice(SHOP, { customerNumber: 10_001, lines });
    const note = sandbox.createCreditNote(SHOP, { number });

    expect(await client.getCustomerInvoice(String(note.number))).toMatchObject({
      is_creditnote: true,
      [field]: String(number),
    });
  },
);

test("a credit note without a link has none", async () => {
  const { sandbox, client } = await aShop({ creditNoteLink: "none" });
  const { number } = sandbox.bookSupplierInvoice(SHOP, { supplierNumber: 50_001, lines });
  const note = sandbox.createCreditNote(SHOP, { kind: "supplier", number });

  expect(await client.getSupplierInvoice(String(note.number))).toMatchObject({
    is_creditnote: true,
    original_invoice_id: null,
    invoice_id: null,
    credited_invoice_id: null,
    credit_for: null,
  });
});

test("suppliers, products and lots are read one by one", async () => {
  const { client } = await aShop();

  expect(await client.getSupplier("50001")).toMatchObject({
    number: "50001",
    name: expect.any(String),
  });
  expect(await client.getProduct("LYS/12 #3")).toMatchObject({ number: "LYS/12 #3" });
  expect(await client.getLot("SETT-LESE")).toMatchObject({ number: "SETT-LESE" });
  await expect(client.getProduct("SETT-LESE")).rejects.toMatchObject({
    problem: {
      code: "rackbeat.not_found",
      details: { kind: "product", number: "SETT-LESE" },
    },
  });
});

const head = {
  number: 5,
  is_booked: true,
  currency: "NOK",
  total_subtotal: 100,
  total_total: 125,
  lines: [],
};

test.each([
  [1042, "1042"],
  ["1042", "1042"],
  [{ number: 1042, self: "https://…" }, "1042"],
  [{ id: 3 }, null],
  [[1042], null],
  ["", null],
  [false, null],
  [null, null],
])("a link of %j is %j, and no reason to refuse the document", (value, number) => {
  const invoice = { ...head, credit_for: value };
  expect(customerInvoiceSchema.parse(invoice).credit_for).toBe(number);
  expect(supplierInvoiceSchema.parse(invoice).credit_for).toBe(number);
});

test("a supplier's number of an unknown shape is none", () => {
  expect(
    supplierInvoiceSchema.parse({ ...head, external_number: ["F-1"], invoice_number: " F-2 " }),
  ).toMatchObject({ external_number: null, invoice_number: "F-2", supplier_invoice_number: null });
});

test.each([
  { number: null },
  { is_booked: undefined },
  { currency: "kr" },
  { total_total: "1.234,50" },
  { total_subtotal: null },
  { lines: null },
  { lines: [{ quantity: "two" }] },
  { lines: [{ item: { number: "A", group: { number: "x" } } }] },
  { invoice_date: "2026-02-30" },
])("a supplier invoice with %j is not read", (broken) => {
  expect(supplierInvoiceSchema.safeParse({ ...head, ...broken }).success).toBe(false);
});
