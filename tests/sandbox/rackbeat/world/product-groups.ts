import { z } from "zod";
import { forbidden } from "../refusal";
import type { Agreement } from "./agreement";
import { changedFields, given, percent } from "./decimals";
import type { ProductGroup } from "./rows";

export const productGroupUpdateSchema = z.object({
  number: z.int().min(1).max(999_999_999).optional(),
  name: z.string().min(1).max(255).optional(),
  has_inventory: z.boolean().optional(),
  is_sellable: z.boolean().optional(),
  should_spread_cost: z.boolean().optional(),
  vat_domestic: percent.optional(),
  vat_eu: percent.optional(),
  vat_abroad: percent.optional(),
  vat_domestic_exempt: percent.optional(),
});
export type ProductGroupUpdate = z.infer<typeof productGroupUpdateSchema>;

export const productGroupCreateSchema = productGroupUpdateSchema.extend({
  name: z.string().min(1).max(255),
  has_inventory: z.boolean(),
});
export type ProductGroupCreate = z.infer<typeof productGroupCreateSchema>;

export function createProductGroup(agreement: Agreement, input: ProductGroupCreate): ProductGroup {
  const now = new Date();
  const group = agreement.productGroups.insert({
    is_sellable: true,
    should_spread_cost: false,
    vat_domestic: 25,
    vat_eu: 0,
    vat_abroad: 0,
    vat_domestic_exempt: 0,
    is_draft: false,
    ...given(input),
    name: input.name,
    has_inventory: input.has_inventory,
    number: input.number ?? agreement.productGroups.nextNumber(),
    created_at: now,
    updated_at: now,
  });
  agreement.announce({ event: "product_group.created", keyName: "number", key: group.number });
  return group;
}

export function updateProductGroup(
  agreement: Agreement,
  number: string | number,
  { number: _fixed, ...input }: ProductGroupUpdate,
): ProductGroup {
  const group = agreement.productGroups.get(number);
  const fields = given(input);
  const changed = changedFields(group, fields);
  Object.assign(group, fields, { updated_at: new Date() });
  agreement.announce({
    event: "product_group.updated",
    keyName: "number",
    key: group.number,
    changed,
  });
  return group;
}

/** Throws 403 while items belong to it. */
export function deleteProductGroup(agreement: Agreement, number: string | number): void {
  const group = agreement.productGroups.get(number);
  const items = [...agreement.products.list(), ...agreement.lots.list()];
  if (items.some((item) => item.group_id === group.number)) {
    throw forbidden(`The product group #${group.number} is used, and cannot be deleted.`);
  }
  agreement.productGroups.remove(group.number);
}
