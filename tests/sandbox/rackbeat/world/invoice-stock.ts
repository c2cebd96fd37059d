import { Decimal } from "decimal.js";
import type { Agreement } from "./agreement";
import { toSixPlaces } from "./decimals";
import { hasInventory, setStockQuantity } from "./items";
import type { Invoice } from "./rows";

/** Sales take from the stock and purchases add to it; credit notes and unbooking turn that round. */
export function moveStock(agreement: Agreement, invoice: Invoice, step: "book" | "unbook"): void {
  const negativeCredit = invoice.is_creditnote && invoice.total_subtotal < 0;
  const turns = [
    invoice.kind === "customer",
    step === "unbook",
    // A credit note with negative quantities turns the movement round by itself.
    invoice.is_creditnote && !negativeCredit,
  ].filter(Boolean).length;
  const sign = turns % 2 === 1 ? -1 : 1;
  for (const line of invoice.lines) {
    const item = agreement.findItem(line.child_id);
    if (!item || !hasInventory(agreement, item) || line.quantity === 0) continue;
    const moved = new Decimal(line.quantity).times(sign);
    setStockQuantity(agreement, item, toSixPlaces(moved.plus(item.stock_quantity)));
  }
}
