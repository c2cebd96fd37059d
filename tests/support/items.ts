import type { z } from "zod";
import { type FikenProduct, productSchema } from "@/lib/fiken/schemas/products";
import { itemSchema, type RackbeatItem } from "@/lib/rackbeat/items";

/** A spade of product group 1 at 100.00 without VAT. */
export function anItem(changes: Partial<z.input<typeof itemSchema>> = {}): RackbeatItem {
  return itemSchema.parse({
    type: "product",
    number: "125-1",
    name: "Spade",
    sales_price: "100",
    group: { number: 1, name: "Verktøy" },
    ...changes,
  });
}

/** The spade as Fiken shows it. */
export function aFikenProduct(changes: Partial<z.input<typeof productSchema>> = {}): FikenProduct {
  return productSchema.parse({
    productId: 1,
    name: "Spade",
    productNumber: "125-1",
    unitPrice: 10000,
    incomeAccount: "3000",
    vatType: "high",
    active: true,
    ...changes,
  });
}
