import type { Voucher, VoucherLine } from "@/lib/bookkeeping/voucher";

export function aVoucherLine(changes: Partial<VoucherLine> = {}): VoucherLine {
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
export function aVoucher(changes: Partial<Voucher> = {}): Voucher {
  const { lines = [aVoucherLine()] } = changes;
  const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0);
  const vatMinor = lines.reduce((sum, line) => sum + line.vatMinor, 0);
  return {
    kind: "customer_invoice",
    number: "10234",
    customerNumber: "1001",
    date: "2026-03-02",
    dueDate: "2026-03-16",
    currency: "NOK",
    vatZone: "domestic",
    lines,
    netMinor,
    vatMinor,
    grossMinor: netMinor + vatMinor,
    ...changes,
  };
}
