import { expect, test } from "vitest";
import { aMapping, someMappingRows } from "@/tests/support/mappings";
import { aFreightLine, aLine, aSupplierInvoice } from "@/tests/support/rackbeat-invoices";
import { SUPPLIER_NUMBER_FIELDS, voucherOfSupplierInvoice } from "./supplier-invoice-to-voucher";

const mapping = aMapping();
const options = { numberFields: SUPPLIER_NUMBER_FIELDS };

/** The group's and the default cells for purchases from abroad, with another VAT type. */
function importedAs(vatType: string) {
  const { accounts } = someMappingRows();
  return aMapping({
    accounts: accounts.map((row) => (row.treatment === "import" ? { ...row, vatType } : row)),
  });
}

test("a supplier invoice becomes a voucher on its cost account, under the supplier's number", () => {
  const lines = [aLine({ quantity: "4", line_price: "300" })];

  expect(voucherOfSupplierInvoice(aSupplierInvoice({ lines }), mapping, options)).toEqual({
    ok: true,
    value: {
      kind: "supplier_invoice",
      number: "20001",
      identifier: "LF-88121",
      credits: null,
      supplierNumber: "50001",
      date: "2026-03-02",
      dueDate: "2026-03-16",
      currency: "NOK",
      vatZone: "domestic",
      netMinor: 120000,
      vatMinor: 30000,
      grossMinor: 150000,
      lines: [
        {
          description: "4 x Spade 125-1",
          account: "4300",
          vatType: "HIGH",
          treatment: "high",
          productGroup: 1,
          rate: "25",
          netMinor: 120000,
          vatMinor: 30000,
          sourceLines: [1],
        },
      ],
    },
  });
});

test.each([
  { zone: "domestic", rate: "25", account: "4300", vatType: "HIGH" },
  { zone: "domestic", rate: "15", account: "4310", vatType: "MEDIUM" },
  { zone: "domestic", rate: "12", account: "4060", vatType: "LOW" },
  { zone: null, rate: "25", account: "4300", vatType: "HIGH" },
  { zone: "domestic", rate: "0", account: "4500", vatType: "NONE" },
  { zone: "domestic-exempt", rate: "0", account: "4500", vatType: "NONE" },
  { zone: "eu", rate: "0", account: "4360", vatType: "HIGH_BASIS" },
  { zone: "abroad", rate: "0.00", account: "4360", vatType: "HIGH_BASIS" },
])("$rate % in zone $zone is $vatType on $account", ({ zone, rate, account, vatType }) => {
  const invoice = aSupplierInvoice({ vat_zone: zone, lines: [aLine({ vat_percentage: rate })] });

  expect(voucherOfSupplierInvoice(invoice, mapping, options)).toMatchObject({
    ok: true,
    value: { lines: [{ account, vatType }] },
  });
});

test.each([
  "HIGH_BASIS",
  "MEDIUM_BASIS",
  "NONE_IMPORT_BASIS",
  "HIGH_FOREIGN_SERVICE_DEDUCTIBLE",
  "HIGH_FOREIGN_SERVICE_NONDEDUCTIBLE",
  "LOW_FOREIGN_SERVICE_DEDUCTIBLE",
  "LOW_FOREIGN_SERVICE_NONDEDUCTIBLE",
  "NONE",
])("what comes from abroad is %s where the user says so, without VAT on the line", (vatType) => {
  const lines = [aLine({ vat_percentage: "0" })];
  const invoice = aSupplierInvoice({ vat_zone: "eu", currency: "EUR", lines });

  expect(voucherOfSupplierInvoice(invoice, importedAs(vatType), options)).toMatchObject({
    ok: true,
    value: { currency: "EUR", vatMinor: 0, lines: [{ vatType, netMinor: 10000, vatMinor: 0 }] },
  });
});

test("VAT that the user does not deduct is part of the cost", () => {
  const { accounts } = someMappingRows();
  const notDeducted = aMapping({
    accounts: accounts.map((row) =>
      row.treatment === "high" && row.productGroup === null && row.side === "purchase"
        ? { ...row, account: "7350", vatType: "NONE" }
        : row,
    ),
  });
  const invoice = aSupplierInvoice({ lines: [aLine(), aFreightLine()] });

  expect(voucherOfSupplierInvoice(invoice, notDeducted, options)).toMatchObject({
    ok: true,
    value: {
      netMinor: 22500,
      vatMinor: 2500,
      grossMinor: 25000,
      lines: [
        { account: "4300", netMinor: 10000, vatMinor: 2500 },
        { account: "7350", vatType: "NONE", netMinor: 12500, vatMinor: 0 },
      ],
    },
  });
});

test.each([
  { name: "flagged", changes: { is_creditnote: true } },
  { name: "with negative quantities", changes: { lines: [aLine({ quantity: "-1" })] } },
])("a supplier's credit note $name is a voucher below nothing", ({ changes }) => {
  expect(voucherOfSupplierInvoice(aSupplierInvoice(changes), mapping, options)).toMatchObject({
    ok: true,
    value: {
      kind: "supplier_credit_note",
      grossMinor: -12500,
      lines: [{ netMinor: -10000, vatMinor: -2500 }],
    },
  });
});

const all = {
  supplier_invoice_number: "A",
  invoice_number: "B",
  external_number: "C",
  their_reference: "D",
  heading: "E",
};
test.each([
  { name: "the first of the fields", fields: all, order: SUPPLIER_NUMBER_FIELDS, number: "A" },
  {
    name: "the next where one is empty",
    fields: { ...all, supplier_invoice_number: " ", invoice_number: null },
    order: SUPPLIER_NUMBER_FIELDS,
    number: "C",
  },
  { name: "the user's field", fields: all, order: ["their_reference"] as const, number: "D" },
  {
    name: "no text that is too long for a number",
    fields: { supplier_invoice_number: null, heading: "Varer levert ".repeat(5) },
    order: SUPPLIER_NUMBER_FIELDS,
    number: "RB-20001",
  },
  {
    name: "Rackbeat's number, marked, where there is none",
    fields: { supplier_invoice_number: null },
    order: SUPPLIER_NUMBER_FIELDS,
    number: "RB-20001",
  },
])("a supplier invoice goes by $name", ({ fields, order, number }) => {
  const invoice = aSupplierInvoice(fields);

  expect(voucherOfSupplierInvoice(invoice, mapping, { numberFields: order })).toMatchObject({
    ok: true,
    value: { identifier: number },
  });
});

test.each([
  { fields: {}, date: "2026-03-02", dueDate: "2026-03-16" },
  { fields: { invoice_date: null }, date: "2026-03-03", dueDate: "2026-03-16" },
  { fields: { invoice_date: null, booked_at: null }, date: "2026-03-01", dueDate: "2026-03-16" },
  { fields: { due_date: null }, date: "2026-03-02", dueDate: "2026-03-02" },
])("with $fields it is dated $date and due $dueDate", ({ fields, date, dueDate }) => {
  expect(voucherOfSupplierInvoice(aSupplierInvoice(fields), mapping, options)).toMatchObject({
    ok: true,
    value: { date, dueDate },
  });
});

test.each([
  {
    name: "another country's VAT",
    changes: { vat_zone: "eu" },
    problem: { code: "document.foreign_vat", details: { zone: "eu", rate: "25" } },
  },
  {
    name: "Norwegian VAT in another currency",
    changes: { currency: "EUR" },
    problem: { code: "document.vat_in_currency", details: { currency: "EUR" } },
  },
  {
    name: "no date at all",
    changes: { invoice_date: null, booked_at: null, created_at: null },
    problem: { code: "document.field_missing", details: { field: "invoice_date" } },
  },
  {
    name: "no supplier",
    changes: { supplier_id: null },
    problem: { code: "document.field_missing", details: { field: "supplier_id" } },
  },
  {
    name: "a rate that is none of the law",
    changes: { lines: [aLine({ vat_percentage: "11.11" })] },
    problem: {
      code: "mapping.vat_unmapped",
      details: { side: "purchase", zone: "domestic", rate: "11.11" },
    },
  },
])("a supplier invoice with $name is held", ({ changes, problem }) => {
  expect(voucherOfSupplierInvoice(aSupplierInvoice(changes), mapping, options)).toEqual({
    ok: false,
    problems: [problem],
  });
});

test("what comes from abroad is never guessed: zone and group have to be mapped for purchases", () => {
  const invoice = aSupplierInvoice({ vat_zone: "abroad", lines: [aLine({ vat_percentage: "0" })] });
  const { accounts, vat } = someMappingRows();
  const salesOnly = {
    accounts: accounts.filter(({ side }) => side === "sales"),
    vat: vat.filter(({ side }) => side === "sales"),
  };
  const details = { side: "purchase", zone: "abroad", rate: "0" };

  expect(voucherOfSupplierInvoice(invoice, aMapping(salesOnly), options)).toEqual({
    ok: false,
    problems: [{ code: "mapping.vat_unmapped", details }],
  });
  expect(
    voucherOfSupplierInvoice(invoice, aMapping({ accounts: salesOnly.accounts }), options),
  ).toEqual({
    ok: false,
    problems: [
      {
        code: "mapping.group_unmapped",
        details: { side: "purchase", group: 1, groupName: "Verktøy", treatment: "import" },
      },
    ],
  });
});
