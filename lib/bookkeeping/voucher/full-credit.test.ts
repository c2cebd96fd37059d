import { expect, test } from "vitest";
import {
  aCreditNoteVoucher,
  aPurchaseLine,
  aPurchaseVoucher,
  aVoucher,
  aVoucherLine,
} from "@/tests/support/vouchers";
import { creditsInFull } from "./full-credit";

const freight = { productGroup: null, netMinor: 5000, vatMinor: 1250 };
const invoice = aVoucher({ lines: [aVoucherLine(), aVoucherLine(freight)] });
const credited = [
  aVoucherLine({ productGroup: null, netMinor: -5000, vatMinor: -1250 }),
  aVoucherLine({ netMinor: -10000, vatMinor: -2500, account: "3010", description: "Retur" }),
];

test.each([
  { name: "every line, in any order, whatever texts and accounts", changes: {}, full: true },
  { name: "the last line only", changes: { lines: credited.slice(1) }, full: false },
  { name: "another customer's", changes: { customerNumber: "1002" }, full: false },
  { name: "another currency", changes: { currency: "SEK" }, full: false },
  {
    name: "the same amounts of other groups",
    changes: {
      lines: [
        aVoucherLine({ netMinor: -5000, vatMinor: -1250 }),
        aVoucherLine({ productGroup: null, netMinor: -10000, vatMinor: -2500 }),
      ],
    },
    full: false,
  },
])("a credit note of $name credits in full: $full", ({ changes, full }) => {
  const note = aCreditNoteVoucher({ lines: credited, ...changes });
  expect(creditsInFull(note, invoice)).toBe(full);
});

test("a supplier's credit note credits a supplier's invoice, and no sale", () => {
  const lines = [aPurchaseLine({ netMinor: -10000, vatMinor: -2500 })];
  const note = aPurchaseVoucher({ kind: "supplier_credit_note", lines });

  expect(creditsInFull(note, aPurchaseVoucher())).toBe(true);
  expect(creditsInFull(note, aVoucher())).toBe(false);
  expect(creditsInFull(aPurchaseVoucher(), note)).toBe(false);
});
