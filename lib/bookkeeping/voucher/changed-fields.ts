import { bookedTotalsOf } from "@/lib/bookkeeping/document/document-totals";
import { amountOfLine } from "@/lib/bookkeeping/document/line-amount";
import { createProblemList } from "@/lib/bookkeeping/document/mapped";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import { percentOf, vatZoneOf } from "@/lib/bookkeeping/mapping/treatment";
import { Exact, toMinor } from "@/lib/money";
import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import { supplierNumberOf } from "./supplier-invoice-to-voucher";
import type { Voucher, VoucherLine } from "./voucher";

/** What of a document may have changed; worded per language under `words.what`. */
export type ChangedField =
  | "date"
  | "due_date"
  | "currency"
  | "total"
  | "party"
  | "vat_zone"
  | "supplier_number"
  | "lines";

/**
 * In what a document of Rackbeat differs from the voucher that was made of it. A document that is known to differ
 * and shows no other difference differs in its lines.
 */
export function changedFieldsOf(
  voucher: Voucher,
  document: RackbeatDocument,
  { numberFields }: { numberFields: readonly string[] },
): ChangedField[] {
  const { invoice_date, due_date, currency, vat_zone } = document;
  const changed: Partial<Record<ChangedField, boolean>> = {
    date: invoice_date !== null && invoice_date !== voucher.date,
    due_date: due_date !== null && due_date !== voucher.dueDate,
    currency: currency !== voucher.currency,
    total: bookedTotalsOf(document).grossMinor !== voucher.grossMinor,
    party: partyOf(document) !== partyOfVoucher(voucher),
    vat_zone: (vat_zone === null ? null : vatZoneOf(vat_zone)) !== voucher.vatZone,
    supplier_number:
      "identifier" in voucher &&
      "supplier_id" in document &&
      supplierNumberOf(document, { numberFields }) !== voucher.identifier,
    lines: linesDiffer(voucher, document.lines, { groups: false }),
  };
  const fields = Object.entries(changed).flatMap(([field, isChanged]) =>
    // Safe: the keys are those written above.
    isChanged ? [field as ChangedField] : [],
  );
  return fields.length > 0 ? fields : ["lines"];
}

function partyOf(document: RackbeatDocument): string | null {
  return "customer_id" in document
    ? (document.customer_id ?? document.customer?.number ?? null)
    : (document.supplier_id ?? document.supplier?.number ?? null);
}

function partyOfVoucher(voucher: Voucher): string {
  return "customerNumber" in voucher ? voucher.customerNumber : voucher.supplierNumber;
}

/** Whether the lines are the voucher's lines, and their items today of the product groups that it was booked by. */
export function hasGroupsOf(voucher: Voucher, lines: readonly RackbeatInvoiceLine[]): boolean {
  return !linesDiffer(voucher, lines, { groups: true });
}

/**
 * Rate and amount, in any order; on demand the product group too, which tells of the item as it is today. Where VAT is
 * part of the cost the voucher's amounts are others than the lines'.
 */
function linesDiffer(
  voucher: Voucher,
  documentLines: readonly RackbeatInvoiceLine[],
  compared: { groups: boolean },
): boolean {
  const lines: readonly VoucherLine[] = voucher.lines.filter(
    ({ sourceLines }) => sourceLines.length > 0,
  );
  const hasVatInCost = lines.some(({ vatType, rate }) => vatType === "NONE" && rate !== "0");
  const key = (group: number | null, rate: string, netMinor: number) =>
    `${compared.groups ? group : ""} ${rate} ${hasVatInCost ? "" : Math.abs(netMinor)}`;
  const booked = lines.map(({ productGroup, rate, netMinor }) => key(productGroup, rate, netMinor));
  const read = documentLines.flatMap((line, index) => {
    // A line that cannot be read is a problem of whoever books it.
    const amount = amountOfLine(line, index + 1, createProblemList());
    if (amount === null || new Exact(amount).isZero()) return [];
    const rate = percentOf(line.vat_percentage ?? "0");
    return [key(line.item?.group?.number ?? null, rate, toMinor(amount))];
  });
  return booked.toSorted().join() !== read.toSorted().join();
}
