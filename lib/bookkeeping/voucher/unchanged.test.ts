import { describe, expect, test } from "vitest";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import { aMapping } from "@/tests/support/mappings";
import {
  aFreightLine,
  aLine,
  anInvoice,
  aSupplierInvoice,
  aTextLine,
} from "@/tests/support/rackbeat-invoices";
import { voucherOfCustomerInvoice } from "./customer-invoice-to-voucher";
import { voucherOfSupplierInvoice } from "./supplier-invoice-to-voucher";
import { isUnchanged, seenOf, valueSeen } from "./unchanged";
import type { Voucher } from "./voucher";

const LF = "LF-88121";
/** As an older version has stored them, computed with its code. */
const FIRST_SALE = "f1205d655b7a63754f7b07eabb2243ee6f0875301eccb145ba95e394dc82b64e";
const FIRST_PURCHASE = "0daa24d9855b2f55f0221971ad07ab2ada5d4f9e819deb10efe7d4544c51117a";
const FIRST_UNREAD = "unread:8926904050ad49aa4f9564db7672a901f1536354c8cf5c6939a92061db22057d";

const spade = (number: string, group: number) => ({
  ...{ child_id: number, child_type: "product" },
  item: { number, name: "Spade", group: { number: group, name: "Annet" } },
});
const GONE = { item: null };
const voucher = voucherOf(anInvoice());

function voucherOf(document: ReturnType<typeof anInvoice>): Voucher {
  const mapped = voucherOfCustomerInvoice(document, aMapping());
  if (!mapped.ok || mapped.value.kind === "excluded") throw new Error("no voucher");
  return mapped.value;
}

const seen = (document: RackbeatDocument) => seenOf(document, undefined);
const storedOf = (document: RackbeatDocument) => valueSeen(seen(document));

describe.each([
  { recipe: "this version's", stored: storedOf(anInvoice()) },
  { recipe: "the first version's", stored: FIRST_SALE },
])("a fingerprint of $recipe recipe", ({ stored }) => {
  test.each([
    { name: "nothing has changed", line: {} },
    { name: "the product has moved to another group", line: spade("125-1", 2) },
    { name: "the product is gone", line: GONE },
    { name: "the product has another number", line: spade("125-9", 1) },
  ])("is unchanged where $name", ({ line }) => {
    const now = anInvoice({ lines: [aLine(line)] });
    expect(isUnchanged(stored, seen(now), voucher)).toBe(true);
  });

  test.each([
    { name: "the price", now: anInvoice({ lines: [aLine({ line_price: "101" })] }) },
    { name: "the rate", now: anInvoice({ lines: [aLine({ vat_percentage: "15" })] }) },
    { name: "the date", now: anInvoice({ invoice_date: "2026-03-03" }) },
    { name: "the customer", now: anInvoice({ customer_id: 1002 }) },
    {
      name: "the date, and the product has moved,",
      now: anInvoice({ invoice_date: "2026-03-03", lines: [aLine(spade("125-1", 2))] }),
    },
    { name: "that it is a draft", now: anInvoice({ is_booked: false }) },
    { name: "that it cannot be read", now: anInvoice({ lines: [aLine({ line_total: "99" })] }) },
  ])("is changed in $name", ({ now }) => {
    expect(isUnchanged(stored, seen(now), voucher)).toBe(false);
  });
});

test("a line that was booked anew with a product of another group is a change", () => {
  const stored = storedOf(anInvoice());
  const now = (line: object) => seen(anInvoice({ lines: [aLine(line)] }));
  expect(isUnchanged(stored, now(spade("M1", 2)), voucher)).toBe(false);
  expect(isUnchanged(stored, now({ child_id: "M1", ...GONE }), voucher)).toBe(false);
  const freight = seen(anInvoice({ lines: [aFreightLine()] }));
  expect(isUnchanged(stored, freight, voucher)).toBe(false);
});

test("of several lines by the first recipe, each has the group that it was booked by", () => {
  const lines = (group: number) => [
    aTextLine("Ordre 7"),
    aLine(spade("A", group)),
    aFreightLine({ line_price: "50" }),
    aLine({ ...spade("B", 1), line_price: "30" }),
  ];
  const sent = anInvoice({ lines: lines(1) });
  const stored = "ee93c694e0c784a0c43770f1b52fb6b62cc4f71d208b1a855ac6f5eb0dc59e34";
  const moved = anInvoice({ lines: lines(2) });
  expect(isUnchanged(stored, seen(sent), voucherOf(sent))).toBe(true);
  expect(isUnchanged(stored, seen(moved), voucherOf(sent))).toBe(true);
  const turned = anInvoice({ lines: lines(1).reverse() });
  expect(isUnchanged(stored, seen(turned), voucherOf(sent))).toBe(true);
});

test("a purchase is compared with the supplier's number, also by the first recipe", () => {
  const mapped = voucherOfSupplierInvoice(aSupplierInvoice(), aMapping(), {
    numberFields: ["supplier_invoice_number"],
  });
  if (!mapped.ok || mapped.value.kind === "excluded") throw new Error("no voucher");
  const moved = aSupplierInvoice({ lines: [aLine(spade("125-1", 2))] });
  for (const stored of [FIRST_PURCHASE, valueSeen(seenOf(aSupplierInvoice(), LF))]) {
    expect(isUnchanged(stored, seenOf(moved, LF), mapped.value)).toBe(true);
    expect(isUnchanged(stored, seenOf(moved, "LF-2"), mapped.value)).toBe(false);
  }
});

test("one that cannot be read is unchanged as long as all of it is", () => {
  const unread = (line: object) => anInvoice({ lines: [aLine({ line_total: "99", ...line })] });
  for (const stored of [FIRST_UNREAD, storedOf(unread({}))]) {
    expect(isUnchanged(stored, seen(unread({})), voucher)).toBe(true);
    expect(isUnchanged(stored, seen(unread({ line_total: "98" })), voucher)).toBe(false);
  }
  expect(isUnchanged(storedOf(unread({})), seen(unread(spade("125-1", 2))), voucher)).toBe(true);
});

test("a draft is unchanged where it was kept as one", () => {
  const draft = anInvoice({ is_booked: false });
  expect(storedOf(draft)).toBe("unbooked");
  expect(isUnchanged("unbooked", seen(draft), voucher)).toBe(true);
  expect(isUnchanged("unbooked", seen(anInvoice()), voucher)).toBe(false);
});
