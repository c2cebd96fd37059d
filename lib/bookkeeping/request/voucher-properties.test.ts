import fc from "fast-check";
import { expect, test } from "vitest";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/voucher/customer-invoice-to-voucher";
import type { SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import { Exact, toMinor } from "@/lib/money";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import {
  draftRequest,
  invoiceishDraftRequest,
  saleRequest,
} from "@/tests/sandbox/fiken/request-schemas";
import { requireVatAmount } from "@/tests/sandbox/fiken/vat-rules";
import { aMapping } from "@/tests/support/mappings";
import { aLine, anInvoice } from "@/tests/support/rackbeat-invoices";
import { invoiceDraftRequestOf } from "./invoice-draft-request";
import { saleDraftRequestOf } from "./sale-draft-request";
import { saleRequestOf } from "./sale-request";

const mapping = aMapping();

/** Text of a decimal with up to `places` decimals. */
const decimal = (min: number, max: number, places: number) =>
  fc
    .integer({ min: min * 10 ** places, max: max * 10 ** places })
    .map((units) => new Exact(units).dividedBy(10 ** places).toFixed());

const anyLine = fc
  .record({
    quantity: fc.oneof(decimal(1, 20, 0), decimal(-3, 40, 3)),
    line_price: fc.oneof(decimal(1, 5000, 2), decimal(0, 2000, 6)),
    discount_percentage: fc.oneof(fc.constant("0"), decimal(0, 100, 6)),
    vat_percentage: fc.constantFrom("25", "15", "12", "0"),
    name: fc.string({ maxLength: 300 }),
  })
  .map((line) => {
    const exact = new Exact(line.quantity)
      .times(line.line_price)
      .times(new Exact(100).minus(line.discount_percentage))
      .dividedBy(100);
    return { ...line, exact };
  });

/** As Rackbeat may round: totals of lines in øre or with six decimals, VAT on the sum of each rate. */
const anyInvoice = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 30 }),
    places: fc.constantFrom(2, 6),
    currency: fc.constantFrom("NOK", "EUR"),
  })
  .map(({ lines, places, currency }) =>
    anInvoice({
      currency,
      lines: lines.map(({ exact, ...line }) =>
        aLine({ ...line, line_total: exact.toDecimalPlaces(places).toFixed() }),
      ),
    }),
  )
  .filter(({ total_total }) => !new Exact(total_total).isNegative());

function bookedOrNull(invoice: RackbeatCustomerInvoice): SalesVoucher | null {
  const mapped = voucherOfCustomerInvoice(invoice, mapping);
  return mapped.ok && mapped.value.kind === "customer_invoice" ? mapped.value : null;
}

const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

test("a voucher equals its document to the øre, line by line and in sum", () => {
  fc.assert(
    fc.property(anyInvoice, (invoice) => {
      const voucher = bookedOrNull(invoice);
      if (!voucher) return;

      const net = sumOf(voucher.lines.map(({ netMinor }) => netMinor));
      const vat = sumOf(voucher.lines.map(({ vatMinor }) => vatMinor));
      expect(net).toBe(toMinor(invoice.total_subtotal));
      expect(net + vat).toBe(toMinor(invoice.total_total));
      expect([net, vat, net + vat]).toEqual([
        voucher.netMinor,
        voucher.vatMinor,
        voucher.grossMinor,
      ]);
      for (const { netMinor, sourceLines } of voucher.lines) {
        const source = invoice.lines[(sourceLines[0] ?? 0) - 1];
        if (source) expect(netMinor).toBe(toMinor(source.line_total ?? "0"));
      }
    }),
  );
});

test("documents of ordinary lines are never held for their rounding", () => {
  const ordinary = anyInvoice.filter(({ lines }) =>
    lines.every(({ line_total }) => new Exact(line_total ?? 0).abs().greaterThan("0.08")),
  );
  fc.assert(
    fc.property(ordinary, (invoice) => {
      expect(voucherOfCustomerInvoice(invoice, mapping)).toMatchObject({ ok: true });
    }),
  );
});

test("what is posted is what Fiken's description takes, and its VAT check lets every line through", () => {
  fc.assert(
    fc.property(anyInvoice, (invoice) => {
      const voucher = bookedOrNull(invoice);
      if (!voucher) return;

      saleRequest.parse(saleRequestOf(voucher, { contactId: 7 }));
      draftRequest.parse(saleDraftRequestOf(voucher, { contactId: 7 }));
      for (const { vatType, netMinor, vatMinor } of voucher.lines) {
        requireVatAmount("sale", vatType, netMinor, vatMinor);
      }
    }),
  );
});

test("an invoice that Fiken issues comes to the voucher's own totals", () => {
  fc.assert(
    fc.property(anyInvoice, fc.uuid(), (invoice, uuid) => {
      const voucher = bookedOrNull(invoice);
      if (!voucher) return;
      const draft = invoiceDraftRequestOf(invoice, voucher, { contactId: 7, uuid });
      if (!draft.ok) return;

      const { lines = [] } = invoiceishDraftRequest.parse(draft.value);
      const nets = lines.map(({ quantity, unitPrice = 0, discount = 0 }) =>
        new Exact(quantity)
          .times(unitPrice)
          .times(new Exact(100).minus(discount))
          .dividedBy(100)
          .toDecimalPlaces(0)
          .toNumber(),
      );
      expect(nets).toEqual(voucher.lines.map(({ netMinor }) => netMinor));
    }),
  );
});

test("a document of 1,000 lines is booked line by line, in its order, at once", () => {
  const lines = Array.from({ length: 1000 }, (_, index) =>
    aLine({ quantity: "3", line_price: `${index + 1}.333333`, discount_percentage: "7.5" }),
  );
  const invoice = anInvoice({ lines });
  const started = performance.now();
  const voucher = bookedOrNull(invoice);

  expect(performance.now() - started).toBeLessThan(3000);
  expect(voucher?.lines.map(({ sourceLines }) => sourceLines)).toEqual(
    lines.map((_, index) => [index + 1]),
  );
});
