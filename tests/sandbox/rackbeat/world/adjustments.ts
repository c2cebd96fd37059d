import { z } from "zod";
import { forbidden, invalid } from "../refusal";
import { isDate } from "../time";
import type { Agreement } from "./agreement";
import { decimal } from "./decimals";
import { hasInventory, setStockQuantity } from "./items";
import type { InventoryAdjustment } from "./rows";

export const adjustmentSchema = z.object({
  item_id: z.string(),
  adjustment_type: z.literal("quantity"),
  quantity: decimal,
  location: z.int().nullish(),
  regulated_at: z.string().refine(isDate, { error: "date" }),
  reason: z.string().max(255).nullish(),
});

/** `quantity` is the new quantity, not the difference. A change of zero is refused with 422. */
export function createAdjustment(
  agreement: Agreement,
  input: z.infer<typeof adjustmentSchema>,
): InventoryAdjustment {
  const item = agreement.findItem(input.item_id);
  if (!item) throw invalid({ item_id: "The selected item id is invalid." });
  if (!hasInventory(agreement, item)) throw invalid({ item_id: "The item has no inventory." });
  if (input.location != null) agreement.locations.require(input.location, "location");
  if (item.stock_quantity === input.quantity) {
    throw invalid({ quantity: "The adjustment must change the quantity." });
  }
  const now = new Date();
  return agreement.adjustments.insert({
    number: agreement.adjustments.nextNumber(),
    item_id: item.number,
    quantity: input.quantity,
    location: input.location ?? null,
    regulated_at: input.regulated_at,
    reason: input.reason ?? null,
    is_booked: false,
    created_at: now,
    updated_at: now,
  });
}

export function bookAdjustment(agreement: Agreement, id: string): InventoryAdjustment {
  const adjustment = agreement.adjustments.get(id);
  if (adjustment.is_booked) throw forbidden("The adjustment is already booked.");
  const item = agreement.findItem(adjustment.item_id);
  if (!item) throw forbidden("The item is gone.");
  Object.assign(adjustment, { is_booked: true, updated_at: new Date() });
  setStockQuantity(agreement, item, adjustment.quantity);
  return adjustment;
}
