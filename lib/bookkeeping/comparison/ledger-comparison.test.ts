import fc from "fast-check";
import { expect, test } from "vitest";
import { saleDraftRequestOf } from "@/lib/bookkeeping/request/sale-draft-request";
import { saleRequestOf } from "@/lib/bookkeeping/request/sale-request";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import { invoiceDraftSchema } from "@/lib/fiken/schemas/invoice-drafts";
import { invoiceSchema } from "@/lib/fiken/schemas/invoices";
import { saleDraftSchema } from "@/lib/fiken/schemas/sale-drafts";
import { saleSchema } from "@/lib/fiken/schemas/sales";
import { aVoucher, aVoucherLine } from "@/tests/support/vouchers";
import {
  compareVoucherWithInvoice,
  compareVoucherWithInvoiceDraft,
  compareVoucherWithSale,
  compareVoucherWithSaleDraft,
  matchesSale,
  matchesSaleDraft,
} from "./ledger-comparison";

const contactId = 7;
const expected = { contactId, attachments: 0 };
const contact = { contactId, name: "Kunde AS" };

/** What Fiken answers for a voucher that stands there as sent. */
function aSale(voucher: SalesVoucher, changes: object = {}) {
  const { customerId: _, paid: __, ...sent } = saleRequestOf(voucher, { contactId });
  return saleSchema.parse({
    saleId: 1,
    netAmount: voucher.netMinor,
    vatAmount: voucher.vatMinor,
    ...sent,
    customer: contact,
    ...changes,
  });
}

function aDraft(voucher: SalesVoucher, changes: object = {}) {
  const { contactId: _, ...sent } = saleDraftRequestOf(voucher, { contactId });
  return saleDraftSchema.parse({ draftId: 1, ...sent, contact, ...changes });
}

function anIssuedInvoice(voucher: SalesVoucher, changes: object = {}) {
  return invoiceSchema.parse({
    invoiceId: 1,
    issueDate: voucher.date,
    dueDate: voucher.dueDate,
    orderReference: voucher.number,
    net: voucher.netMinor,
    vat: voucher.vatMinor,
    gross: voucher.grossMinor,
    customer: contact,
    lines: voucher.lines.map(({ account, vatType, netMinor, vatMinor }) => ({
      incomeAccount: account,
      vatType,
      net: netMinor,
      vat: vatMinor,
    })),
    ...changes,
  });
}

const voucher = aVoucher({
  lines: [aVoucherLine(), aVoucherLine({ netMinor: 400, vatMinor: 100 })],
});
const lower = [
  { account: "3000", vatType: "high", netPrice: 400, vat: 100 },
  { account: "3000", vatType: "high", netPrice: 10000, vat: 2500 },
];

test("what stands as sent differs in nothing, whatever the order of lines and the case of VAT types", () => {
  expect(compareVoucherWithSale(voucher, expected, aSale(voucher, { lines: lower }))).toEqual([]);
  expect(compareVoucherWithSaleDraft(voucher, expected, aDraft(voucher))).toEqual([]);
  expect(compareVoucherWithInvoice(voucher, expected, anIssuedInvoice(voucher))).toEqual([]);
});

test("a foreign sale is compared in its own currency, not in Fiken's NOK", () => {
  const foreign = aVoucher({ currency: "EUR" });
  const lines = [
    {
      account: "3000",
      vatType: "HIGH",
      netPrice: 117000,
      vat: 29250,
      netPriceInCurrency: 10000,
      vatInCurrency: 2500,
    },
  ];
  const sale = aSale(foreign, { lines, netAmount: 117000, vatAmount: 29250 });

  expect(compareVoucherWithSale(foreign, expected, sale)).toEqual([]);
  expect(matchesSale(foreign, contactId, sale)).toBe(true);
});

test.each([
  { field: "number", change: { saleNumber: "10235" }, values: ["10234", "10235"] },
  { field: "date", change: { date: "2026-03-03" }, values: ["2026-03-02", "2026-03-03"] },
  { field: "dueDate", change: { dueDate: null }, values: ["2026-03-16", null] },
  { field: "contactId", change: { customer: { contactId: 8, name: "X" } }, values: [7, 8] },
  { field: "currency", change: { currency: "SEK" }, values: ["NOK", "SEK"] },
  { field: "deleted", change: { deleted: true }, values: [false, true] },
  { field: "kind", change: { kind: "invoice" }, values: ["external_invoice", "invoice"] },
  { field: "netAmount", change: { netAmount: 10401 }, values: [10400, 10401] },
  { field: "vatAmount", change: { vatAmount: 2599 }, values: [2600, 2599] },
])("a sale that differs in $field says so", ({ field, change, values: [wanted, actual] }) => {
  expect(compareVoucherWithSale(voucher, expected, aSale(voucher, change))).toEqual([
    { field, expected: wanted, actual },
  ]);
});

test("one øre, another account and a line too many show as lines", () => {
  const lines = [
    { account: "3000", vatType: "HIGH", netPrice: 10000, vat: 2501 },
    { account: "3010", vatType: "HIGH", netPrice: 400, vat: 100 },
  ];

  expect(compareVoucherWithSale(voucher, expected, aSale(voucher, { lines }))).toEqual([
    { field: "line", expected: "1 × 3000 HIGH 10000 + 2500", actual: null },
    { field: "line", expected: null, actual: "1 × 3000 HIGH 10000 + 2501" },
    { field: "line", expected: "1 × 3000 HIGH 400 + 100", actual: null },
    { field: "line", expected: null, actual: "1 × 3010 HIGH 400 + 100" },
  ]);
});

test("the order of lines never matters, how often each stands there does", () => {
  const anyLine = fc
    .record({ netMinor: fc.integer({ min: -3, max: 3 }), account: fc.constantFrom("3000", "3010") })
    .map((line) => aVoucherLine(line));
  const shuffled = fc
    .array(anyLine, { minLength: 1, maxLength: 8 })
    .chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    );
  fc.assert(
    fc.property(shuffled, ([lines, others]) => {
      const sale = aSale(aVoucher({ lines: others }));
      expect(compareVoucherWithSale(aVoucher({ lines }), expected, sale)).toEqual([]);

      const doubled = aSale(aVoucher({ lines }), { lines: [...sale.lines, sale.lines[0]] });
      expect(compareVoucherWithSale(aVoucher({ lines }), expected, doubled)).toHaveLength(1);
    }),
  );
});

test.each([
  { name: "none", attachments: [], differences: 1 },
  { name: "one", attachments: [{ identifier: "a" }], differences: 0 },
  { name: "one, older answers without a key", attachments: [{}], differences: 0 },
])("of one PDF expected, $name stands there", ({ attachments, differences }) => {
  const sale = aSale(voucher, { saleAttachments: attachments });
  const wanted = { contactId, attachments: 1 };

  expect(compareVoucherWithSale(voucher, wanted, sale)).toHaveLength(differences);
});

test("a document that Fiken lists twice counts once", () => {
  const saleAttachments = [{ identifier: "a" }, { identifier: "a" }];
  const differences = compareVoucherWithSale(
    voucher,
    { contactId, attachments: 2 },
    aSale(voucher, { saleAttachments }),
  );

  expect(differences).toEqual([{ field: "attachments", expected: 2, actual: 1 }]);
});

test("a draft's VAT is its gross less its net", () => {
  const lines = [{ text: "x", incomeAccount: "3000", vatType: "HIGH", net: 10000, gross: 12499 }];
  const single = aVoucher();

  expect(compareVoucherWithSaleDraft(single, expected, aDraft(single, { lines }))).toEqual([
    { field: "line", expected: null, actual: "1 × 3000 HIGH 10000 + 2499" },
    { field: "line", expected: "1 × 3000 HIGH 10000 + 2500", actual: null },
  ]);
});

test("an issued invoice must come to the document's VAT, whichever line carries the øre", () => {
  const lines = [
    { incomeAccount: "3000", vatType: "HIGH", net: 10000, vat: 2501 },
    { incomeAccount: "3000", vatType: "HIGH", net: 400, vat: 99 },
  ];

  expect(compareVoucherWithInvoice(voucher, expected, anIssuedInvoice(voucher, { lines }))).toEqual(
    [],
  );
  expect(
    compareVoucherWithInvoice(
      voucher,
      expected,
      anIssuedInvoice(voucher, { vat: 2601, gross: 13001 }),
    ),
  ).toEqual([
    { field: "vat", expected: 2600, actual: 2601 },
    { field: "gross", expected: 13000, actual: 13001 },
  ]);
});

test("an invoice draft is compared by its head, its totals and how many lines it has", () => {
  const draft = invoiceDraftSchema.parse({
    draftId: 1,
    uuid: "5f2b1c52-5f3f-4d8f-9a5e-0c4c6f0b7a11",
    issueDate: "2026-03-02",
    orderReference: "10234",
    net: 10400,
    gross: 13001,
    customers: [contact, { contactId: 9, name: "X" }],
    lines: [{ quantity: 1 }],
  });

  expect(compareVoucherWithInvoiceDraft(voucher, expected, draft)).toEqual([
    { field: "customers", expected: 1, actual: 2 },
    { field: "lines", expected: 2, actual: 1 },
    { field: "gross", expected: 13000, actual: 13001 },
  ]);
});

test.each([
  { name: "as sent", change: {}, found: true },
  { name: "with other texts and accounts", change: { lines: lower }, found: true },
  { name: "deleted", change: { deleted: true }, found: false },
  { name: "Fiken's own invoice", change: { kind: "invoice" }, found: false },
  { name: "of another customer", change: { customer: { contactId: 8, name: "X" } }, found: false },
  { name: "of another date", change: { date: "2026-03-01" }, found: false },
  { name: "of another number", change: { saleNumber: "1" }, found: false },
  {
    name: "with an øre less VAT",
    change: { lines: [{ netPrice: 10400, vat: 2599 }] },
    found: false,
  },
])("a sale $name is this document: $found", ({ change, found }) => {
  expect(matchesSale(voucher, contactId, aSale(voucher, change))).toBe(found);
});

test.each([
  { name: "as sent", change: {}, found: true },
  { name: "of cash", change: { cash: true }, found: false },
  { name: "of another number", change: { invoiceNumber: "1" }, found: false },
  { name: "of another amount", change: { lines: [] }, found: false },
])("a draft $name is this document: $found", ({ change, found }) => {
  expect(matchesSaleDraft(voucher, contactId, aDraft(voucher, change))).toBe(found);
});
