import { z } from "zod";
import { decimal, flag, key, moment, optional, optionalText, wholeNumber } from "./values";

/** VAT rates are percent. */
export const productGroupSchema = z.object({
  number: wholeNumber,
  name: optionalText,
  has_inventory: optional(flag),
  num_products: optional(wholeNumber),
  vat_domestic: optional(decimal),
  vat_eu: optional(decimal),
  vat_abroad: optional(decimal),
  vat_domestic_exempt: optional(decimal),
});

const itemFields = {
  /** Unique over products and lots, at most 25 characters, and may hold `/`, `#` and spaces. */
  number: key,
  urlfriendly_number: optionalText,
  name: optionalText,
  description: optionalText,
  barcode: optionalText,
  /** Without VAT. */
  sales_price: optional(decimal),
  cost_price: optional(decimal),
  stock_quantity: optional(decimal),
  available_quantity: optional(decimal),
  inventory_enabled: optional(flag),
  is_barred: optional(flag),
  group_id: optional(wholeNumber),
  group: optional(z.object({ number: wholeNumber, name: optionalText })),
  unit: optional(z.object({ number: optional(key), name: optionalText })),
  updated_at: optional(moment),
  deleted_at: optional(moment),
};

export const productSchema = z.object(itemFields);
/** A lot is a bill of materials; it has a stock of its own. */
export const lotSchema = z.object(itemFields);
/** What `GET /items/{number}` answers: either of the two. */
export const itemSchema = z.object({ ...itemFields, type: z.enum(["product", "lot"]) });

/** What a stock list is asked for. An item that keeps no stock may still show a quantity. */
export const stockSchema = z.object({
  number: key,
  stock_quantity: optional(decimal),
  inventory_enabled: optional(flag),
  updated_at: optional(moment),
});

/** What counting the products of each group needs of them. */
export const groupedItemSchema = z.object({
  number: key,
  group_id: optional(wholeNumber),
  group: optional(z.object({ number: wholeNumber })),
});

export type RackbeatGroupedItem = z.infer<typeof groupedItemSchema>;
export type RackbeatProductGroup = z.infer<typeof productGroupSchema>;
export type RackbeatItem = z.infer<typeof itemSchema>;
export type RackbeatProduct = z.infer<typeof productSchema>;
export type RackbeatLot = z.infer<typeof lotSchema>;
export type RackbeatStock = z.infer<typeof stockSchema>;
