import { expect, test } from "vitest";
import { aPurchaseVoucher, aVoucher, aVoucherLine } from "@/tests/support/vouchers";
import { changesBetween } from "./voucher-changes";

const twoLines = [aVoucherLine(), aVoucherLine({ account: "3030", vatType: "MEDIUM" })];

test("what would be booked alike has no changes", () => {
  expect(changesBetween(aVoucher({ lines: twoLines }), aVoucher({ lines: twoLines }))).toEqual([]);
});

test("another account on the second line is told of that line, before and after", () => {
  const moved = [aVoucherLine(), aVoucherLine({ account: "3040", vatType: "MEDIUM" })];
  expect(changesBetween(aVoucher({ lines: twoLines }), aVoucher({ lines: moved }))).toEqual([
    { field: "account", line: 2, before: "3030", after: "3040" },
  ]);
});

test("a line that is gone, and one that is new, are told by their texts", () => {
  const one = aVoucher({ lines: twoLines.slice(0, 1) });
  const two = aVoucher({ lines: twoLines });
  const text = "1 x Spade 125-1";
  expect(changesBetween(two, one)).toEqual([{ field: "line", line: 2, before: text, after: null }]);
  expect(changesBetween(one, two)).toEqual([{ field: "line", line: 2, before: null, after: text }]);
});

test("dates, currency, party and the supplier's number are of the whole document", () => {
  const changed = { date: "2026-03-03", dueDate: "2026-04-01", supplierNumber: "2" };
  const after = aPurchaseVoucher({ ...changed, identifier: "LF-2", currency: "EUR" });
  expect(changesBetween(aPurchaseVoucher(), after).map(({ field, line }) => [field, line])).toEqual(
    ["date", "dueDate", "currency", "party", "identifier"].map((field) => [field, null]),
  );
});
