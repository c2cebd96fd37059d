import { Exact } from "@/lib/money";
import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import type { ProblemList } from "./mapped";

/** Rackbeat does not publish how it rounds: a line may be this far from quantity × price less discount. */
const LINE_TOLERANCE = "0.01";

/**
 * The line's amount without VAT, after discount, as exact decimal text in the document's currency; null for a
 * line of text, which has no item and no amount or 0. The stated total is the truth and is checked against quantity × price; where it is missing it
 * is computed. `line` counts from 1 and goes into the problems.
 */
export function amountOfLine(
  { child_id, item, quantity, line_price, discount_percentage, line_total }: RackbeatInvoiceLine,
  line: number,
  problems: ProblemList,
): string | null {
  const hasItem = child_id !== null || item !== null;
  const orText = (amount: string) => (hasItem || !new Exact(amount).isZero() ? amount : null);
  const computed =
    quantity === null || line_price === null
      ? null
      : new Exact(quantity)
          .times(line_price)
          .times(new Exact(100).minus(discount_percentage ?? 0))
          .dividedBy(100);

  if (line_total === null) {
    if (computed) return orText(computed.toFixed());
    if (line_price === null || new Exact(line_price).isZero()) return null;
    problems.add({
      code: "document.field_missing",
      details: { field: `lines[${line}].quantity` },
    });
    return null;
  }
  if (computed?.minus(line_total).abs().greaterThan(LINE_TOLERANCE)) {
    problems.add({
      code: "document.line_differs",
      details: { line, expected: computed.toFixed(), actual: new Exact(line_total).toFixed() },
    });
  }
  return orText(line_total);
}
