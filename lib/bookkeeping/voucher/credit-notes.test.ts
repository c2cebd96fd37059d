import { expect, test } from "vitest";
import { aMapping } from "@/tests/support/mappings";
import { aCreditNote, aFreightLine, aLine, anInvoice } from "@/tests/support/rackbeat-invoices";
import { voucherOfCustomerInvoice } from "./customer-invoice-to-voucher";

const mapping = aMapping();
const negative = (changes: object = {}) => aLine({ quantity: "-1", ...changes });

test("a credit note becomes a voucher below nothing that names its original", () => {
  const lines = [aLine({ quantity: "4", line_price: "300" })];

  expect(voucherOfCustomerInvoice(aCreditNote({ lines }), mapping)).toEqual({
    ok: true,
    value: {
      kind: "customer_credit_note",
      number: "10300",
      credits: "10234",
      customerNumber: "1001",
      date: "2026-03-02",
      dueDate: "2026-03-02",
      currency: "NOK",
      vatZone: "domestic",
      netMinor: -120000,
      vatMinor: -30000,
      grossMinor: -150000,
      lines: [
        {
          description: "4 x Spade 125-1",
          account: "3000",
          vatType: "HIGH",
          treatment: "high",
          productGroup: 1,
          rate: "25",
          netMinor: -120000,
          vatMinor: -30000,
          sourceLines: [1],
        },
      ],
    },
  });
});

test.each([
  { name: "flagged, above nothing", note: aCreditNote() },
  { name: "flagged, below nothing", note: aCreditNote({ lines: [negative()] }) },
  { name: "not flagged, below nothing", note: anInvoice({ lines: [negative()] }) },
  {
    name: "with totals above nothing and lines below",
    note: aCreditNote({
      lines: [negative()],
      total_subtotal: "100",
      total_vat: "25",
      total_total: "125",
    }),
  },
  {
    name: "with totals below nothing and lines above",
    note: aCreditNote({ total_subtotal: "-100", total_vat: "25", total_total: "-125" }),
  },
  {
    name: "with a negative price",
    note: aCreditNote({ lines: [aLine({ line_price: "-100" })] }),
  },
])("a credit note $name is the same voucher", ({ note }) => {
  expect(voucherOfCustomerInvoice(note, mapping)).toMatchObject({
    ok: true,
    value: {
      kind: "customer_credit_note",
      grossMinor: -12500,
      lines: [{ description: "1 x Spade 125-1", netMinor: -10000, vatMinor: -2500 }],
    },
  });
});

test.each([
  { name: "above nothing", lines: [aLine({ quantity: "3" }), aFreightLine({ quantity: "-1" })] },
  { name: "below nothing", lines: [aLine({ quantity: "-3" }), aFreightLine({ quantity: "1" })] },
])("a charge on a credit note $name stays opposed to what is credited", ({ lines }) => {
  const voucher = voucherOfCustomerInvoice(aCreditNote({ lines }), mapping);

  expect(voucher).toMatchObject({
    ok: true,
    value: { netMinor: -20000, lines: [{ netMinor: -30000 }, { netMinor: 10000 }] },
  });
});

test("the øre between lines and document is negative as well", () => {
  const note = aCreditNote({ total_subtotal: "100.01", total_total: "125.01" });

  expect(voucherOfCustomerInvoice(note, mapping)).toMatchObject({
    ok: true,
    value: { netMinor: -10001, lines: [{ netMinor: -10000 }, { account: "7740", netMinor: -1 }] },
  });
});

test("a credit note without an amount leaves nothing to book", () => {
  const note = aCreditNote({ lines: [aLine({ discount_percentage: "100" })] });

  expect(voucherOfCustomerInvoice(note, mapping)).toMatchObject({
    ok: true,
    value: { kind: "excluded" },
  });
});

test.each([1, -1])("VAT that goes the other way than the total stays so, sign %i", (sign) => {
  const shown = (amount: string) => (sign < 0 ? String(-Number(amount)) : amount);
  const lines = [
    aLine({ quantity: shown("-0.003"), line_price: "45", line_total: shown("-0.14") }),
    aLine({
      ...{ quantity: shown("0.003"), line_price: "55", line_total: shown("0.17") },
      vat_percentage: "15",
    }),
  ];
  const totals = { total_subtotal: "0.03", total_vat: "-0.01", total_total: "0.02" };
  const note = aCreditNote({
    lines,
    ...{ total_subtotal: shown(totals.total_subtotal), total_total: shown(totals.total_total) },
    total_vat: shown(totals.total_vat),
  });

  expect(voucherOfCustomerInvoice(note, mapping)).toMatchObject({
    ok: true,
    value: { netMinor: -3, vatMinor: 1, grossMinor: -2 },
  });
});
