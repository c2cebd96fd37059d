import { expect, test } from "vitest";
import {
  purchaseDraftRequestOf,
  purchaseRequestOf,
} from "@/lib/bookkeeping/request/purchase-request";
import type { PurchaseVoucher } from "@/lib/bookkeeping/voucher/voucher";
import { purchaseDraftSchema } from "@/lib/fiken/schemas/purchase-drafts";
import { purchaseSchema } from "@/lib/fiken/schemas/purchases";
import { aPurchaseLine, aPurchaseVoucher } from "@/tests/support/vouchers";
import {
  compareVoucherWithPurchase,
  compareVoucherWithPurchaseDraft,
  matchesPurchase,
  matchesPurchaseDraft,
} from "./purchase-comparison";

const contactId = 7;
const contact = { contactId, name: "Leverandør AS" };
const expected = { contactId, attachments: 0 };
const voucher = aPurchaseVoucher({
  lines: [aPurchaseLine(), aPurchaseLine({ netMinor: 400, vatMinor: 100 })],
});

/** What Fiken answers for a voucher that stands there as sent. */
function aPurchase(sentFor: PurchaseVoucher, changes: object = {}) {
  const { supplierId: _, ...sent } = purchaseRequestOf(sentFor, { contactId });
  return purchaseSchema.parse({ purchaseId: 1, ...sent, supplier: contact, ...changes });
}

function aDraft(changes: object = {}) {
  const { contactId: _, ...sent } = purchaseDraftRequestOf(voucher, { contactId });
  return purchaseDraftSchema.parse({ draftId: 1, ...sent, contact, ...changes });
}

const lower = [
  { account: "4300", vatType: "high", netPrice: 400, vat: 100 },
  { account: "4300", vatType: "high", netPrice: 10000, vat: 2500 },
];

test("what stands as sent differs in nothing, whatever the order of lines and the case of VAT types", () => {
  const purchase = aPurchase(voucher, { lines: lower });

  expect(compareVoucherWithPurchase(voucher, expected, purchase)).toEqual([]);
  expect(compareVoucherWithPurchaseDraft(voucher, expected, aDraft())).toEqual([]);
});

test("a foreign purchase is compared in its own currency, not in Fiken's NOK", () => {
  const line = aPurchaseLine({ vatType: "HIGH_BASIS", vatMinor: 0 });
  const foreign = aPurchaseVoucher({ currency: "EUR", lines: [line] });
  const [sent] = purchaseRequestOf(foreign, { contactId }).lines;
  const purchase = aPurchase(foreign, { lines: [{ ...sent, netPrice: 117000, vat: 0 }] });

  expect(compareVoucherWithPurchase(foreign, expected, purchase)).toEqual([]);
  expect(matchesPurchase(foreign, contactId, purchase)).toBe(true);
});

test.each([
  { field: "kind", change: { kind: "cash_purchase" }, values: ["supplier", "cash_purchase"] },
  { field: "deleted", change: { deleted: true }, values: [false, true] },
  { field: "identifier", change: { identifier: "X" }, values: ["LF-88121", "X"] },
  { field: "date", change: { date: "2026-03-03" }, values: ["2026-03-02", "2026-03-03"] },
  { field: "dueDate", change: { dueDate: null }, values: ["2026-03-16", null] },
  { field: "contactId", change: { supplier: { contactId: 8, name: "X" } }, values: [7, 8] },
  { field: "currency", change: { currency: "SEK" }, values: ["NOK", "SEK"] },
])("a purchase that differs in $field says so", ({ field, change, values: [wanted, actual] }) => {
  expect(compareVoucherWithPurchase(voucher, expected, aPurchase(voucher, change))).toEqual([
    { field, expected: wanted, actual },
  ]);
});

test("one øre shows as a line, and a missing PDF as attachments", () => {
  const [first, second] = lower;
  const purchase = aPurchase(voucher, { lines: [{ ...first, vat: 101 }, second] });

  expect(compareVoucherWithPurchase(voucher, { contactId, attachments: 1 }, purchase)).toEqual([
    { field: "line", expected: "1 × 4300 HIGH 400 + 100", actual: null },
    { field: "line", expected: null, actual: "1 × 4300 HIGH 400 + 101" },
    { field: "attachments", expected: 1, actual: 0 },
  ]);
});

test.each([
  { name: "as sent", change: {}, found: true },
  {
    name: "on other accounts, with other texts",
    change: { lines: [{ account: "4000", netPrice: 10400, vat: 2600 }] },
    found: true,
  },
  { name: "deleted", change: { deleted: true }, found: false },
  { name: "of another supplier", change: { supplier: { contactId: 8, name: "X" } }, found: false },
  { name: "of another date", change: { date: "2026-03-01" }, found: false },
  { name: "of another number", change: { identifier: "LF-88122" }, found: false },
  { name: "of another currency", change: { currency: "EUR" }, found: false },
  {
    name: "with an øre less VAT",
    change: { lines: [{ netPrice: 10400, vat: 2599 }] },
    found: false,
  },
  { name: "paid in cash", change: { kind: "cash_purchase" }, found: false },
])("a purchase $name is this document: $found", ({ change, found }) => {
  expect(matchesPurchase(voucher, contactId, aPurchase(voucher, change))).toBe(found);
});

test.each([
  { name: "as sent", change: {}, found: true },
  { name: "of cash", change: { cash: true }, found: false },
  { name: "of another number", change: { invoiceNumber: "1" }, found: false },
  { name: "of another supplier", change: { contact: { contactId: 8, name: "X" } }, found: false },
  { name: "of another amount", change: { lines: [] }, found: false },
])("a draft $name is this document: $found", ({ change, found }) => {
  expect(matchesPurchaseDraft(voucher, contactId, aDraft(change))).toBe(found);
});
