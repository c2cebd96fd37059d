import { expect, test } from "vitest";
import { aMapping } from "@/tests/support/mappings";
import { aFreightLine, aLine, anInvoice, aTextLine } from "@/tests/support/rackbeat-invoices";
import { voucherOfCustomerInvoice } from "./customer-invoice-to-voucher";

const mapping = aMapping();
const food = { number: "M1", name: "Brød", group: { number: 2, name: "Mat" } };
const unknownGroup = { number: "X1", name: "Ting", group: { number: 9, name: "Ukjent" } };

test("an invoice becomes a voucher with the document's own numbers", () => {
  const invoice = anInvoice({ lines: [aLine({ quantity: "4", line_price: "300" })] });

  expect(voucherOfCustomerInvoice(invoice, mapping)).toEqual({
    ok: true,
    value: {
      kind: "customer_invoice",
      number: "10234",
      credits: null,
      customerNumber: "1001",
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
          account: "3000",
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
  { zone: "domestic", rate: "25", account: "3000", vatType: "HIGH" },
  { zone: "domestic", rate: "15.00", account: "3030", vatType: "MEDIUM" },
  { zone: "domestic", rate: "12", account: "3050", vatType: "LOW" },
  { zone: "domestic", rate: "0", account: "3200", vatType: "OUTSIDE" },
  { zone: "domestic-exempt", rate: "0", account: "3100", vatType: "EXEMPT" },
  { zone: "EU", rate: "0", account: "3110", vatType: "EXEMPT_IMPORT_EXPORT" },
  { zone: "abroad", rate: "0.00", account: "3110", vatType: "EXEMPT_IMPORT_EXPORT" },
  { zone: "abroad", rate: "25", account: "3000", vatType: "HIGH" },
  { zone: null, rate: "25", account: "3000", vatType: "HIGH" },
])("$rate % in zone $zone is $vatType on $account", ({ zone, rate, account, vatType }) => {
  const invoice = anInvoice({ vat_zone: zone, lines: [aLine({ vat_percentage: rate })] });

  expect(voucherOfCustomerInvoice(invoice, mapping)).toMatchObject({
    ok: true,
    value: { lines: [{ account, vatType }] },
  });
});

test.each([
  {
    name: "a discount counts as the line's total has it",
    lines: [aLine({ quantity: "3", discount_percentage: "12.5" })],
    booked: [[26250, 6563]],
  },
  {
    name: "a missing line total is computed",
    lines: [aLine({ quantity: "2.5", line_price: "99.95", line_total: null })],
    totals: { total_subtotal: "249.88", total_vat: "62.47", total_total: "312.35" },
    booked: [[24988, 6247]],
  },
  {
    name: "a return lowers the document",
    lines: [aLine({ quantity: "3" }), aLine({ quantity: "-1" })],
    booked: [
      [30000, 7500],
      [-10000, -2500],
    ],
  },
  {
    name: "lines that cancel each other are still booked",
    lines: [aLine(), aFreightLine({ quantity: "-1" })],
    booked: [
      [10000, 2500],
      [-10000, -2500],
    ],
  },
  {
    name: "VAT that Rackbeat leaves out is the total less the net",
    lines: [aLine()],
    totals: { total_vat: null },
    booked: [[10000, 2500]],
  },
  {
    name: "VAT rounded by the document is spread over the lines",
    lines: [aLine({ line_price: "0.10" }), aLine({ line_price: "0.10" })],
    booked: [
      [10, 3],
      [10, 2],
    ],
  },
  {
    name: "a product given away is left out",
    lines: [aLine(), aLine({ discount_percentage: "100" })],
    booked: [[10000, 2500]],
  },
  {
    name: "an øre between lines and document is a rounding line",
    lines: [aLine({ line_total: "33.334" }), aLine({ line_total: "33.334" })].map((line) => ({
      ...line,
      line_price: null,
    })),
    totals: { total_subtotal: "66.67", total_vat: "16.67", total_total: "83.34" },
    booked: [
      [3333, 834],
      [3333, 833],
      [1, 0],
    ],
  },
])("$name", ({ lines, totals, booked }) => {
  const voucher = voucherOfCustomerInvoice(anInvoice({ lines, ...totals }), mapping);

  expect(voucher.ok && "lines" in voucher.value && voucher.value.lines).toEqual(
    booked.map(([netMinor, vatMinor]) => expect.objectContaining({ netMinor, vatMinor })),
  );
});

test("the rounding line stands on the rounding account, without VAT", () => {
  const invoice = anInvoice({ total_subtotal: "100.01", total_total: "125.01" });

  expect(voucherOfCustomerInvoice(invoice, mapping)).toMatchObject({
    ok: true,
    value: {
      netMinor: 10001,
      lines: [{ account: "3000" }, { account: "7740", vatType: "NONE", netMinor: 1, vatMinor: 0 }],
    },
  });
});

test("a document in another currency keeps its own amounts", () => {
  const lines = [aLine({ line_price: "19.99", vat_percentage: "0" })];
  const invoice = anInvoice({ currency: "EUR", currency_rate: "11.7", vat_zone: "eu", lines });

  expect(voucherOfCustomerInvoice(invoice, mapping)).toMatchObject({
    ok: true,
    value: { currency: "EUR", netMinor: 1999, vatMinor: 0, grossMinor: 1999 },
  });
});

test("texts join the line they follow, unless that line was left out", () => {
  const gift = aLine({ name: "Gave", discount_percentage: "100" });
  const lines = [
    aTextLine("Bestilling 7"),
    aLine(),
    aTextLine("Levert mandag"),
    aFreightLine({ name: "Til avtale", line_price: "0" }),
    gift,
    aTextLine("Takk"),
  ];

  expect(voucherOfCustomerInvoice(anInvoice({ lines }), mapping)).toMatchObject({
    ok: true,
    value: {
      lines: [
        { description: "1 x Spade 125-1 – Levert mandag – Til avtale", sourceLines: [2, 3, 4] },
      ],
    },
  });
});

test.each([
  { name: "without lines", lines: [] },
  { name: "of text only", lines: [aTextLine("Hei")] },
  { name: "given away", lines: [aLine({ discount_percentage: "100" })] },
])("a document $name leaves nothing to book", ({ lines }) => {
  expect(voucherOfCustomerInvoice(anInvoice({ lines }), mapping)).toEqual({
    ok: true,
    value: { kind: "excluded", reason: "zero_document" },
  });
});

test.each([
  {
    name: "a line that is not quantity × price",
    invoice: anInvoice({ lines: [aLine(), aLine({ quantity: "2", line_total: "199.98" })] }),
    problems: [
      { code: "document.line_differs", details: { line: 2, expected: "200", actual: "199.98" } },
    ],
  },
  {
    name: "a net further from its lines than an øre each",
    invoice: anInvoice({ total_subtotal: "100.02", total_total: "125.02" }),
    problems: [
      {
        code: "document.total_differs",
        details: { expectedMinor: 10002, actualMinor: 10000, currency: "NOK" },
      },
    ],
  },
  {
    name: "VAT that the rates do not explain",
    invoice: anInvoice({ total_vat: "20", total_total: "120" }),
    problems: [
      {
        code: "document.vat_differs",
        details: { expectedMinor: 2000, actualMinor: 2500, currency: "NOK" },
      },
    ],
  },
  {
    name: "a VAT and a total that contradict each other",
    invoice: anInvoice({ total_vat: "24.99" }),
    problems: [
      {
        code: "document.vat_differs",
        details: { expectedMinor: 2500, actualMinor: 2499, currency: "NOK" },
      },
    ],
  },
  {
    name: "a price without a quantity",
    invoice: anInvoice({ lines: [aLine({ quantity: null, line_total: null })] }),
    problems: [{ code: "document.field_missing", details: { field: "lines[1].quantity" } }],
  },
  {
    name: "a product whose group is not known",
    invoice: anInvoice({ lines: [aLine({ item: null })] }),
    problems: [{ code: "document.field_missing", details: { field: "lines[1].item.group" } }],
  },
  {
    name: "a rate that is none of the law",
    invoice: anInvoice({ lines: [aLine({ vat_percentage: "11.11" })] }),
    problems: [
      {
        code: "mapping.vat_unmapped",
        details: { side: "sales", zone: "domestic", rate: "11.11" },
      },
    ],
  },
  {
    name: "0 % without a zone",
    invoice: anInvoice({ vat_zone: null, lines: [aLine({ vat_percentage: "0" })] }),
    problems: [{ code: "mapping.vat_zone_unknown", details: { zone: "" } }],
  },
  {
    name: "a zone nobody knows",
    invoice: anInvoice({ vat_zone: "mars" }),
    problems: [{ code: "mapping.vat_zone_unknown", details: { zone: "mars" } }],
  },
  {
    name: "a flagged credit note that comes to 0, so that nothing tells its direction",
    invoice: anInvoice({ is_creditnote: true, lines: [aLine(), aFreightLine({ quantity: "-1" })] }),
    problems: [{ code: "document.sign_unclear", details: { number: "10234" } }],
  },
])("$name is held", ({ invoice, problems }) => {
  expect(voucherOfCustomerInvoice(invoice, mapping)).toEqual({ ok: false, problems });
});

test("everything that keeps a document is named at once, and each cause once", () => {
  const invoice = anInvoice({
    due_date: null,
    customer_id: null,
    vat_zone: "abroad",
    lines: [
      aLine({ item: unknownGroup }),
      aLine({ item: unknownGroup }),
      aLine({ item: food, vat_percentage: "0" }),
      aFreightLine({ vat_percentage: "15" }),
      aLine({ vat_percentage: null }),
    ],
  });
  const incomplete = aMapping({
    vat: [],
    accounts: [],
  });

  expect(voucherOfCustomerInvoice(invoice, incomplete)).toEqual({
    ok: false,
    problems: [
      { code: "document.field_missing", details: { field: "customer_id" } },
      { code: "document.field_missing", details: { field: "due_date" } },
      {
        code: "mapping.group_unmapped",
        details: { side: "sales", group: 9, groupName: "Ukjent", treatment: "high" },
      },
      { code: "mapping.vat_unmapped", details: { side: "sales", zone: "abroad", rate: "0" } },
      { code: "mapping.default_unmapped", details: { side: "sales", treatment: "medium" } },
      { code: "document.field_missing", details: { field: "lines[5].vat_percentage" } },
    ],
  });
});
