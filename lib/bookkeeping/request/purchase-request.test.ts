import { expect, test } from "vitest";
import { draftRequest, purchaseRequest } from "@/tests/sandbox/fiken/request-schemas";
import { aPurchaseLine, aPurchaseVoucher } from "@/tests/support/vouchers";
import { purchaseDraftRequestOf, purchaseRequestOf } from "./purchase-request";

const abroad = { account: "4360", vatType: "HIGH_BASIS", vatMinor: 0 } as const;

test("a booked purchase carries the supplier's number, and nothing of payment", () => {
  const request = purchaseRequestOf(aPurchaseVoucher(), { contactId: 7340852 });

  expect(purchaseRequest.parse(request)).toEqual({
    kind: "supplier",
    identifier: "LF-88121",
    date: "2026-03-02",
    dueDate: "2026-03-16",
    supplierId: 7340852,
    currency: "NOK",
    paid: false,
    lines: [
      {
        description: "1 x Spade 125-1",
        account: "4300",
        vatType: "HIGH",
        netPrice: 10000,
        vat: 2500,
      },
    ],
  });
});

test("another currency goes in the fields for currency, and only there", () => {
  const voucher = aPurchaseVoucher({ currency: "EUR", lines: [aPurchaseLine(abroad)] });
  const request = purchaseRequest.parse(purchaseRequestOf(voucher, { contactId: 1 }));

  expect(request).toMatchObject({ currency: "EUR", lines: [{ netPriceInCurrency: 10000 }] });
  expect(request.lines[0]).not.toHaveProperty("netPrice");
});

test("a draft's cost account goes as income account, its credit note below nothing", () => {
  const lines = [aPurchaseLine({ netMinor: -10000, vatMinor: -2500 })];
  const voucher = aPurchaseVoucher({ kind: "supplier_credit_note", lines });

  expect(draftRequest.parse(purchaseDraftRequestOf(voucher, { contactId: 5 }))).toEqual({
    cash: false,
    paid: false,
    invoiceNumber: "LF-88121",
    invoiceIssueDate: "2026-03-02",
    dueDate: "2026-03-16",
    contactId: 5,
    currency: "NOK",
    lines: [
      {
        text: "1 x Spade 125-1",
        vatType: "HIGH",
        incomeAccount: "4300",
        net: -10000,
        gross: -12500,
      },
    ],
  });
});
