import { expect, test } from "vitest";
import { aCreditNote, aLine, anInvoice } from "@/tests/support/rackbeat-invoices";
import { bookedTotalsOf } from "./document-totals";

test.each([
  { name: "an invoice", document: anInvoice(), gross: 12500 },
  { name: "a credit note above nothing", document: aCreditNote(), gross: -12500 },
  {
    name: "a credit note below nothing",
    document: aCreditNote({ lines: [aLine({ quantity: "-1" })] }),
    gross: -12500,
  },
  { name: "a document of nothing", document: aCreditNote({ lines: [] }), gross: 0 },
])("the totals of $name are booked as $gross øre", ({ document, gross }) => {
  expect(bookedTotalsOf(document)).toEqual({ grossMinor: gross, vatMinor: gross / 5 });
});
