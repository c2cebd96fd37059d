import type { Voucher, VoucherLine } from "./voucher";

type Shown = string | number | null;

/** One thing in which a document would be booked otherwise. Amounts in the smallest unit of the currency. */
export type VoucherChange = {
  field:
    | "date"
    | "dueDate"
    | "currency"
    | "party"
    | "identifier"
    | "line"
    | "account"
    | "vatType"
    | "netMinor"
    | "vatMinor"
    | "description";
  /** Counted from 1; null where it is of the whole. */
  line: number | null;
  before: Shown;
  after: Shown;
};

const LINE_FIELDS = ["account", "vatType", "netMinor", "vatMinor", "description"] as const;

/** What would be booked otherwise today, line by line in the document's order; none: the same to the øre. */
export function changesBetween(before: Voucher, after: Voucher): VoucherChange[] {
  const head = (field: VoucherChange["field"], one: Shown, other: Shown): VoucherChange[] =>
    one === other ? [] : [{ field, line: null, before: one, after: other }];
  const count = Math.max(before.lines.length, after.lines.length);
  return [
    ...head("date", before.date, after.date),
    ...head("dueDate", before.dueDate, after.dueDate),
    ...head("currency", before.currency, after.currency),
    ...head("party", partyOf(before), partyOf(after)),
    ...head("identifier", identifierOf(before), identifierOf(after)),
    ...Array.from({ length: count }, (_, index) =>
      lineChanges(index + 1, before.lines[index], after.lines[index]),
    ).flat(),
  ];
}

function lineChanges(
  line: number,
  before: VoucherLine | undefined,
  after: VoucherLine | undefined,
): VoucherChange[] {
  if (!before || !after) {
    const shown = (found: VoucherLine | undefined) => found?.description ?? null;
    return [{ field: "line", line, before: shown(before), after: shown(after) }];
  }
  return LINE_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    line,
    before: before[field],
    after: after[field],
  }));
}

function partyOf(voucher: Voucher): string {
  return "customerNumber" in voucher ? voucher.customerNumber : voucher.supplierNumber;
}

function identifierOf(voucher: Voucher): string | null {
  return "identifier" in voucher ? voucher.identifier : null;
}
