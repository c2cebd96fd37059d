import type { RackbeatProductGroup } from "@/lib/rackbeat/items";

/** A product group of Rackbeat as it is kept. Without a name it is called by its number. */
export function productGroupRowOf(group: RackbeatProductGroup) {
  return {
    number: group.number,
    name: group.name ?? String(group.number),
    hasInventory: group.has_inventory ?? false,
    productCount: group.num_products,
    vatDomestic: group.vat_domestic,
    vatEu: group.vat_eu,
    vatAbroad: group.vat_abroad,
    vatDomesticExempt: group.vat_domestic_exempt,
  };
}
