import { z } from "zod";
import { forbidden, invalid } from "../refusal";
import type { Agreement } from "./agreement";
import { changedFields, decimal, given } from "./decimals";
import type { Item, LotLine } from "./rows";

type ItemType = Item["type"];

const lotLineSchema = z.object({
  item_id: z.string().optional(),
  product_id: z.string().optional(),
  quantity: decimal.positive(),
});

export const itemUpdateSchema = z.object({
  number: z.string().min(1).max(25).optional(),
  name: z.string().min(1).max(255).optional(),
  description: z.string().nullish(),
  barcode: z.string().max(255).nullish(),
  group: z.int().optional(),
  group_id: z.int().optional(),
  unit_id: z.int().nullish(),
  default_supplier_id: z.int().nullish(),
  sales_price: decimal.optional(),
  recommended_cost_price: decimal.optional(),
  is_barred: z.boolean().optional(),
  country_code: z.string().length(2).nullish(),
  lines: z.array(lotLineSchema).optional(),
});
export type ItemUpdate = z.infer<typeof itemUpdateSchema>;

export const itemCreateSchema = itemUpdateSchema.extend({
  number: z.string().min(1).max(25),
  name: z.string().min(1).max(255),
  sales_price: decimal,
});
export type ItemCreate = z.infer<typeof itemCreateSchema>;

export function createItem(agreement: Agreement, type: ItemType, input: ItemCreate): Item {
  if (input.group === undefined && input.group_id === undefined) {
    throw invalid({ group: "The group field is required." });
  }
  if (type === "lot" && !input.lines?.length) {
    throw invalid({ lines: "The lines field is required." });
  }
  refuseTakenNumber(agreement, input.number);
  const now = new Date();
  const item = tableOf(agreement, type).insert({
    ...blankItem(),
    ...relatedFields(agreement, input),
    type,
    id: agreement.nextId(),
    number: input.number,
    name: input.name,
    sales_price: input.sales_price,
    created_at: now,
    updated_at: now,
  });
  agreement.announce({ event: `${type}.created`, keyName: "number", key: item.number });
  return item;
}

export function updateItem(
  agreement: Agreement,
  type: ItemType,
  number: string,
  input: ItemUpdate,
): Item {
  const table = tableOf(agreement, type);
  const item = table.get(number);
  const { number: newNumber, ...fields } = relatedFields(agreement, input);
  const changed = changedFields(item, { ...fields, ...given({ number: newNumber }) });
  if (newNumber !== undefined && newNumber !== number) {
    refuseTakenNumber(agreement, newNumber);
    table.rename(item, newNumber);
  }
  Object.assign(item, fields, { updated_at: new Date() });
  agreement.announce({
    event: `${type}.updated`,
    keyName: "number",
    key: item.number,
    changed,
    ...(item.number !== number && { oldKey: number }),
  });
  return item;
}

/** Throws 403 while the item stands on an invoice or in a lot, or is in stock; such an item is barred instead. */
export function deleteItem(agreement: Agreement, type: ItemType, number: string): void {
  const item = tableOf(agreement, type).get(number);
  if (item.stock_quantity !== 0) {
    throw forbidden(`The ${type} #${item.number} is in stock, and cannot be deleted.`);
  }
  const owners = [
    ...agreement.customerInvoices.list(),
    ...agreement.supplierInvoices.list(),
    ...agreement.lots.list(),
  ];
  if (owners.some(({ lines }) => lines.some((line) => line.child_id === item.number))) {
    throw forbidden(`The ${type} #${item.number} is used on lines, and cannot be deleted.`);
  }
  tableOf(agreement, type).remove(item.number);
  agreement.announce({ event: `${type}.deleted`, keyName: "number", key: item.number });
}

/** Sets what is physically there and tells the subscribers of stock events. */
export function setStockQuantity(agreement: Agreement, item: Item, quantity: number): void {
  item.stock_quantity = quantity;
  agreement.announce({
    event: "stock.updated",
    keyName: "number",
    key: item.number,
    itemType: item.type,
  });
}

export function hasInventory(agreement: Agreement, item: Item): boolean {
  return agreement.productGroups.find(item.group_id)?.has_inventory ?? false;
}

function tableOf(agreement: Agreement, type: ItemType) {
  return type === "product" ? agreement.products : agreement.lots;
}

/** Products and lots share one series of numbers. */
function refuseTakenNumber(agreement: Agreement, number: string): void {
  if (agreement.findItem(number)) throw invalid({ number: "The number has already been taken." });
}

function relatedFields(agreement: Agreement, input: ItemUpdate) {
  const { group, group_id = group, lines, ...rest } = input;
  if (group_id !== undefined) agreement.productGroups.require(group_id, "group");
  if (rest.unit_id != null) agreement.units.require(rest.unit_id, "unit_id");
  if (rest.default_supplier_id != null) {
    agreement.suppliers.require(rest.default_supplier_id, "default_supplier_id");
  }
  return given({
    ...rest,
    group_id,
    lines: lines?.map((line, at) => lotLine(agreement, line, at)),
  });
}

function lotLine(agreement: Agreement, line: z.infer<typeof lotLineSchema>, at: number): LotLine {
  const number = line.item_id ?? line.product_id ?? null;
  const item = agreement.findItem(number);
  if (!item) throw invalid({ [`lines.${at}.item_id`]: "The selected item id is invalid." });
  return {
    id: agreement.nextId(),
    child_id: item.number,
    child_type: item.type,
    quantity: line.quantity,
  };
}

function blankItem() {
  return {
    description: null,
    barcode: null,
    group_id: 1,
    unit_id: null,
    default_supplier_id: null,
    recommended_cost_price: 0,
    stock_quantity: 0,
    in_order_quantity: 0,
    purchased_quantity: 0,
    is_barred: false,
    country_code: null,
    lines: [],
  };
}
