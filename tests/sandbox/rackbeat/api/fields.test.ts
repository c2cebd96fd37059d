import { expect, test } from "vitest";
import { parseFields, selectFields } from "./fields";

const invoice = {
  number: 1,
  currency: "NOK",
  lines: [
    { id: 7, quantity: 2, item: { number: "A", barcode: "57", group: { number: 3, name: "Lys" } } },
    { id: 8, quantity: 1, item: null },
  ],
};

test("names select whole values, parentheses parts of them, in every item of a list", () => {
  const tree = parseFields("number,lines(id,item(number,group(name))),currency");
  expect(selectFields(invoice, tree)).toEqual({
    number: 1,
    currency: "NOK",
    lines: [
      { id: 7, item: { number: "A", group: { name: "Lys" } } },
      { id: 8, item: null },
    ],
  });
});

test("a name that is not there is left out", () => {
  expect(selectFields(invoice, parseFields("number, unknown"))).toEqual({ number: 1 });
});

test.each(["", "a,", "a(b", "a)b", "a()", "a(b))", ",a", "a b"])("%j is refused", (text) => {
  expect(() => parseFields(text)).toThrow(/malformed/);
});
