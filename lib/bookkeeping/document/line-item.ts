import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";

/** The number of the line's item, as the document has it; null: an amount or a text without a product. */
export function itemNumberOf({ child_id, item }: RackbeatInvoiceLine): string | null {
  return child_id ?? item?.number ?? null;
}
