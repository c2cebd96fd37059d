import { expect, test } from "vitest";
import { aVoucher, aVoucherLine } from "@/tests/support/vouchers";
import { saleDraftRequestOf } from "./sale-draft-request";
import { saleRequestOf } from "./sale-request";

const exempt = { account: "3110", vatType: "EXEMPT_IMPORT_EXPORT", vatMinor: 0 } as const;

test("a booked sale carries Rackbeat's number, and nothing of payment", () => {
  expect(saleRequestOf(aVoucher(), { contactId: 7340852 })).toEqual({
    kind: "external_invoice",
    saleNumber: "10234",
    date: "2026-03-02",
    dueDate: "2026-03-16",
    customerId: 7340852,
    currency: "NOK",
    paid: false,
    lines: [
      {
        description: "1 x Spade 125-1",
        account: "3000",
        vatType: "HIGH",
        netPrice: 10000,
        vat: 2500,
      },
    ],
  });
});

test("another currency goes in the fields for currency, and only there", () => {
  const voucher = aVoucher({ currency: "EUR", lines: [aVoucherLine(exempt)] });

  expect(saleRequestOf(voucher, { contactId: 1 })).toMatchObject({
    currency: "EUR",
    lines: [
      {
        description: "1 x Spade 125-1",
        account: "3110",
        vatType: "EXEMPT_IMPORT_EXPORT",
        netPriceInCurrency: 10000,
        vatInCurrency: 0,
      },
    ],
  });
});

test("a draft has other names for the same things, and gross amounts, in any currency", () => {
  const lines = [aVoucherLine(), aVoucherLine({ ...exempt, netMinor: -4000 })];

  expect(saleDraftRequestOf(aVoucher({ currency: "SEK", lines }), { contactId: 5 })).toEqual({
    cash: false,
    paid: false,
    invoiceNumber: "10234",
    invoiceIssueDate: "2026-03-02",
    dueDate: "2026-03-16",
    contactId: 5,
    currency: "SEK",
    lines: [
      {
        text: "1 x Spade 125-1",
        vatType: "HIGH",
        incomeAccount: "3000",
        net: 10000,
        gross: 12500,
      },
      {
        text: "1 x Spade 125-1",
        vatType: "EXEMPT_IMPORT_EXPORT",
        incomeAccount: "3110",
        net: -4000,
        gross: -4000,
      },
    ],
  });
});
