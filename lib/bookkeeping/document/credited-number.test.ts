import { expect, test } from "vitest";
import { aCreditNote } from "@/tests/support/rackbeat-invoices";
import { creditedNumberOf } from "./credited-number";

const without = { original_invoice_id: null };

test.each([
  { name: "the first field", fields: {}, number: "10234" },
  { name: "another field", fields: { ...without, credit_for: "10234" }, number: "10234" },
  { name: "not its own number", fields: { ...without, invoice_id: 10300 }, number: null },
  {
    name: "a later field where the first has its own number",
    fields: { original_invoice_id: 10300, credited_invoice_id: 10234 },
    number: "10234",
  },
  {
    name: "the heading",
    fields: { ...without, heading: "Kreditnota for faktura 10234" },
    number: "10234",
  },
  { name: "the note", fields: { ...without, note: "Credit of invoice #10234." }, number: "10234" },
  {
    name: "one number said twice",
    fields: { ...without, heading: "Faktura nr. 10234", note: "faktura: 10234" },
    number: "10234",
  },
  {
    name: "nothing where the texts name two",
    fields: { ...without, note: "Gjelder faktura 10234 og faktura 10235" },
    number: null,
  },
  { name: "nothing of other numbers", fields: { ...without, note: "Ring 22334455" }, number: null },
  { name: "nothing", fields: without, number: null },
])("what a credit note credits is told by $name", ({ fields, number }) => {
  expect(creditedNumberOf(aCreditNote(fields))).toBe(number);
});
