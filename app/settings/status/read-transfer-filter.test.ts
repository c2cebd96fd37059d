import { expect, test } from "vitest";
import { readTransferFilter } from "./read-transfer-filter";
import { isFiltered, NO_FILTER, paramsOf, type TransferFilter } from "./transfer-filter";

test("a filter comes back from its query string as it was", () => {
  const filter: TransferFilter = {
    ...{ text: "Fjord & Co", kind: "customer_credit_note", group: "needsYou" },
    ...{ from: "2026-11-01", to: null },
  };
  expect(paramsOf(filter).toString()).not.toContain("to=");
  expect(readTransferFilter(paramsOf(filter))).toEqual(filter);
  expect(paramsOf(NO_FILTER).toString()).toBe("");
});

test("what makes no sense is left out, and the rest is heeded", () => {
  const params = new URLSearchParams(
    "kind=order&group=late&from=yesterday&to=2026-02-30&text=%2010%20",
  );
  expect(readTransferFilter(params)).toEqual({ ...NO_FILTER, text: "10" });
  expect(isFiltered(readTransferFilter(params))).toBe(true);
  expect(isFiltered(NO_FILTER)).toBe(false);
});
