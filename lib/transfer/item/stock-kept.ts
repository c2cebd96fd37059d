import type { RackbeatStock } from "@/lib/rackbeat/items";

/** Whether Rackbeat keeps stock of the item. Where it does not say, a quantity says it. */
export function keepsStock({
  inventory_enabled,
  stock_quantity,
}: Pick<RackbeatStock, "inventory_enabled" | "stock_quantity">): boolean {
  return (inventory_enabled ?? stock_quantity !== null) && stock_quantity !== null;
}
