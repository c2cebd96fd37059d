import fc from "fast-check";
import { expect, test } from "vitest";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/voucher/customer-invoice-to-voucher";
import { creditsInFull } from "@/lib/bookkeeping/voucher/full-credit";
import {
  SUPPLIER_NUMBER_FIELDS,
  voucherOfSupplierInvoice,
} from "@/lib/bookkeeping/voucher/supplier-invoice-to-voucher";
import type { PurchaseVoucher, SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import { Exact } from "@/lib/money";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import {
  draftRequest,
  invoiceishDraftRequest,
  partialCreditNoteRequest,
  purchaseRequest,
  saleRequest,
} from "@/tests/sandbox/fiken/request-schemas";
import { requireVatAmount } from "@/tests/sandbox/fiken/vat-rules";
import { aMapping } from "@/tests/support/mappings";
import { aLine, anInvoice, aSupplierInvoice, type Line } from "@/tests/support/rackbeat-invoices";
import { creditNoteDraftRequestOf, creditNotePartialRequestOf } from "./credit-note-request";
import { purchaseDraftRequestOf, purchaseRequestOf } from "./purchase-request";
import { saleDraftRequestOf } from "./sale-draft-request";
import { saleRequestOf } from "./sale-request";

const mapping = aMapping();
const options = { numberFields: SUPPLIER_NUMBER_FIELDS };

/** Text of a decimal with up to `places` decimals. */
const decimal = (min: number, max: number, places: number) =>
  fc
    .integer({ min: min * 10 ** places, max: max * 10 ** places })
    .map((units) => new Exact(units).dividedBy(10 ** places).toFixed());

/** Charges on a return and returns on an invoice: some lines go the other way. */
const linesOf = (rates: string[]) =>
  fc.array(
    fc
      .record({
        quantity: fc.oneof(decimal(1, 20, 0), decimal(-3, 40, 3)),
        line_price: fc.oneof(decimal(1, 5000, 2), decimal(0, 2000, 6)),
        discount_percentage: fc.constantFrom("0", "12.5"),
        vat_percentage: fc.constantFrom(...rates),
        name: fc.string({ maxLength: 300 }),
      })
      .map((line) => aLine(line)),
    { minLength: 1, maxLength: 12 },
  );

const anyInvoice = linesOf(["25", "15", "12", "0"])
  .map((lines) => anInvoice({ lines }))
  .filter(({ total_total }) => new Exact(total_total).greaterThan(0));

const minus = (amount: string | null) => amount && new Exact(amount).negated().toFixed();

/** The same figures as Rackbeat would show them on a credit note, above or below nothing. */
function creditOf(invoice: RackbeatCustomerInvoice, sign: 1 | -1): RackbeatCustomerInvoice {
  const credit = { ...invoice, number: "10300", is_creditnote: true };
  if (sign === 1) return credit;
  return {
    ...credit,
    total_subtotal: minus(invoice.total_subtotal) ?? "",
    total_vat: minus(invoice.total_vat),
    total_total: minus(invoice.total_total) ?? "",
    lines: invoice.lines.map((line) => ({
      ...line,
      quantity: minus(line.quantity),
      line_total: minus(line.line_total),
    })),
  };
}

function salesOrNull(invoice: RackbeatCustomerInvoice): SalesVoucher | null {
  const mapped = voucherOfCustomerInvoice(invoice, mapping);
  return mapped.ok && mapped.value.kind !== "excluded" ? mapped.value : null;
}

const anySign = fc.constantFrom(1 as const, -1 as const);

test("a credit note is its invoice turned round, to the øre, whichever sign Rackbeat uses", () => {
  fc.assert(
    fc.property(anyInvoice, anySign, (invoice, sign) => {
      const [original, credit] = [salesOrNull(invoice), salesOrNull(creditOf(invoice, sign))];
      expect(credit === null).toBe(original === null);
      if (!original || !credit) return;

      expect(credit.lines).toEqual(
        original.lines.map((line) => ({
          ...line,
          netMinor: -line.netMinor,
          vatMinor: -line.vatMinor || 0,
        })),
      );
      expect(credit.grossMinor).toBe(-original.grossMinor);
      expect(creditsInFull(credit, original)).toBe(true);
    }),
  );
});

test("what is posted of a credit note is what Fiken takes, as a sale and as a credit note", () => {
  fc.assert(
    fc.property(anyInvoice, anySign, fc.uuid(), (invoice, sign, uuid) => {
      const note = creditOf(invoice, sign);
      const voucher = salesOrNull(note);
      if (!voucher) return;

      saleRequest.parse(saleRequestOf(voucher, { contactId: 7 }));
      draftRequest.parse(saleDraftRequestOf(voucher, { contactId: 7 }));
      for (const { vatType, netMinor, vatMinor } of voucher.lines) {
        requireVatAmount("sale", vatType, netMinor, vatMinor);
      }
      const partial = creditNotePartialRequestOf(note, voucher, { invoiceId: 9 });
      const draft = creditNoteDraftRequestOf(note, voucher, { contactId: 7, uuid });
      if (!partial.ok || !draft.ok) return;

      invoiceishDraftRequest.parse(draft.value);
      const { lines } = partialCreditNoteRequest.parse(partial.value);
      const nets = lines.map(({ quantity, unitPrice, discount = 0 }) =>
        new Exact(unitPrice)
          .times(quantity)
          .times(new Exact(100).minus(discount))
          .dividedBy(100)
          .toDecimalPlaces(0)
          .toNumber(),
      );
      expect(nets).toEqual(voucher.lines.map(({ netMinor }) => -netMinor));
    }),
  );
});

const anyPurchase = fc
  .oneof(
    fc.record({
      vat_zone: fc.constantFrom("domestic", "domestic_exempt"),
      currency: fc.constant("NOK"),
      lines: linesOf(["25", "15", "12", "0"]),
    }),
    fc.record({
      vat_zone: fc.constantFrom("eu", "abroad"),
      currency: fc.constantFrom("NOK", "EUR"),
      lines: linesOf(["0"]),
    }),
  )
  .chain((head) =>
    fc.boolean().map((is_creditnote) => aSupplierInvoice({ ...head, is_creditnote })),
  );

test("what is posted of a supplier's document is what Fiken takes, and comes to its total", () => {
  fc.assert(
    fc.property(anyPurchase, (invoice) => {
      const mapped = voucherOfSupplierInvoice(invoice, mapping, options);
      if (!mapped.ok || mapped.value.kind === "excluded") return;
      const voucher: PurchaseVoucher = mapped.value;

      purchaseRequest.parse(purchaseRequestOf(voucher, { contactId: 7 }));
      draftRequest.parse(purchaseDraftRequestOf(voucher, { contactId: 7 }));
      for (const { vatType, netMinor, vatMinor } of voucher.lines) {
        requireVatAmount("purchase", vatType, netMinor, vatMinor);
      }
      const isCredit = voucher.kind === "supplier_credit_note";
      expect(new Exact(voucher.grossMinor).abs()).toEqual(
        new Exact(invoice.total_total).times(100).abs(),
      );
      expect(voucher.grossMinor < 0).toBe(isCredit && voucher.grossMinor !== 0);
    }),
  );
});

test("no document, however odd, makes anything but a voucher or problems", () => {
  const figure = fc.constantFrom(null, "0", "-0", "1", "-1", "0.000001", "999999999", "-33.335");
  const anyLine: fc.Arbitrary<Line> = fc.record(
    {
      name: fc.option(fc.string()),
      child_id: fc.option(fc.constant("125-1")),
      quantity: figure,
      line_price: figure,
      line_total: figure,
      discount_percentage: figure,
      vat_percentage: fc.constantFrom(null, "0", "25", "11.11", "-25", "250"),
    },
    { requiredKeys: [] },
  );
  const total = fc.constantFrom("0", "1", "-1", "33.34", "-33.335");
  const head = {
    lines: fc.array(anyLine, { maxLength: 5 }),
    is_creditnote: fc.constantFrom(null, true, false),
    vat_zone: fc.constantFrom(null, "domestic", "eu", "mars"),
    total_subtotal: total,
    total_vat: fc.option(total),
    total_total: total,
  };
  fc.assert(
    fc.property(fc.record(head), (changes) => {
      const sale = voucherOfCustomerInvoice(anInvoice(changes), mapping);
      const purchase = voucherOfSupplierInvoice(aSupplierInvoice(changes), mapping, options);
      for (const mapped of [sale, purchase]) {
        if (!mapped.ok) expect(mapped.problems.length).toBeGreaterThan(0);
        else if (mapped.value.kind !== "excluded") {
          const { lines, grossMinor } = mapped.value;
          const sum = lines.reduce((gross, line) => gross + line.netMinor + line.vatMinor, 0);
          expect(sum).toBe(grossMinor);
        }
      }
    }),
  );
});
