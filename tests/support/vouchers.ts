import type { PurchaseVoucher, SalesVoucher, VoucherLine } from "@/lib/bookkeeping/voucher/voucher";

export function aVoucherLine(changes: Partial<VoucherLine<"sales">> = {}): VoucherLine<"sales"> {
  return {
    description: "1 x Spade 125-1",
    account: "3000",
    vatType: "HIGH",
    treatment: "high",
    productGroup: 1,
    rate: "25",
    netMinor: 10000,
    vatMinor: 2500,
    sourceLines: [1],
    ...changes,
  };
}

/** A sales invoice as a voucher; its totals follow its lines. */
export function aVoucher(changes: Partial<SalesVoucher> = {}): SalesVoucher {
  const { lines = [aVoucherLine()] } = changes;
  return {
    kind: "customer_invoice",
    number: "10234",
    credits: null,
    customerNumber: "1001",
    date: "2026-03-02",
    dueDate: "2026-03-16",
    currency: "NOK",
    vatZone: "domestic",
    lines,
    ...totalsOf(lines),
    ...changes,
  };
}

/** The sales invoice above, credited in full. */
export function aCreditNoteVoucher(changes: Partial<SalesVoucher> = {}): SalesVoucher {
  const lines = [aVoucherLine({ netMinor: -10000, vatMinor: -2500 })];
  return aVoucher({
    kind: "customer_credit_note",
    number: "10300",
    credits: "10234",
    lines,
    ...changes,
  });
}

export function aPurchaseLine(
  changes: Partial<VoucherLine<"purchase">> = {},
): VoucherLine<"purchase"> {
  return { ...aVoucherLine(), account: "4300", vatType: "HIGH", ...changes };
}

/** A supplier's invoice as a voucher; its totals follow its lines. */
export function aPurchaseVoucher(changes: Partial<PurchaseVoucher> = {}): PurchaseVoucher {
  const { lines = [aPurchaseLine()] } = changes;
  return {
    kind: "supplier_invoice",
    number: "20001",
    identifier: "LF-88121",
    credits: null,
    supplierNumber: "50001",
    date: "2026-03-02",
    dueDate: "2026-03-16",
    currency: "NOK",
    vatZone: "domestic",
    lines,
    ...totalsOf(lines),
    ...changes,
  };
}

function totalsOf(lines: VoucherLine[]) {
  const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0);
  const vatMinor = lines.reduce((sum, line) => sum + line.vatMinor, 0);
  return { netMinor, vatMinor, grossMinor: netMinor + vatMinor };
}
