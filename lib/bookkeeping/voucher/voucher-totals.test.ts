import { expect, test } from "vitest";
import { aMapping } from "@/tests/support/mappings";
import { aCreditNote, anInvoice } from "@/tests/support/rackbeat-invoices";
import { aPurchaseLine, aPurchaseVoucher } from "@/tests/support/vouchers";
import { voucherOfCustomerInvoice } from "./customer-invoice-to-voucher";
import { totalsAgainst } from "./voucher-totals";

test.each([
  ["an invoice", anInvoice(), 10_000],
  ["a credit note, whichever sign Rackbeat shows", aCreditNote(), -10_000],
])("%s comes to the same in the document and in its voucher", (_, document, netMinor) => {
  const voucher = voucherOfCustomerInvoice(document, aMapping());
  if (!voucher.ok || voucher.value.kind === "excluded") throw new Error("no voucher");
  const same = (total: string, minor: number) => ({
    ...{ total, documentMinor: minor, voucherMinor: minor },
  });
  expect(totalsAgainst(voucher.value, document)).toEqual([
    same("net", netMinor),
    same("vat", netMinor / 4),
    same("gross", netMinor * 1.25),
  ]);
});

test("VAT that is not deducted is part of the cost: net and VAT differ, the gross amount does not", () => {
  const lines = [aPurchaseLine({ vatType: "NONE", netMinor: 12_500, vatMinor: 0 })];
  const [net, vat, gross] = totalsAgainst(aPurchaseVoucher({ lines }), anInvoice());
  expect(net).toEqual({ total: "net", documentMinor: 10_000, voucherMinor: 12_500 });
  expect(vat).toEqual({ total: "vat", documentMinor: 2_500, voucherMinor: 0 });
  expect(gross).toEqual({ total: "gross", documentMinor: 12_500, voucherMinor: 12_500 });
});
