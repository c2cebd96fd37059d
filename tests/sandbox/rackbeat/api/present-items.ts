import { Decimal } from "decimal.js";
import { isoDateTime } from "../time";
import type { Agreement } from "../world/agreement";
import { toSixPlaces } from "../world/decimals";
import { hasInventory } from "../world/items";
import type { Item, LotLine } from "../world/rows";
import { presentRow } from "./present-parties";

export function presentItem(url: string, agreement: Agreement, item: Item) {
  const { lines, id, ...fields } = item;
  const friendly = urlFriendly(agreement, item.number);
  const unit = agreement.units.find(item.unit_id);
  const supplier = agreement.suppliers.find(item.default_supplier_id);
  return {
    ...fields,
    id,
    urlfriendly_number: friendly,
    recommended_sales_price: item.sales_price,
    cost_price: item.recommended_cost_price,
    sales_profit: minus(item.sales_price, item.recommended_cost_price),
    available_quantity: minus(item.stock_quantity, item.in_order_quantity),
    used_in_production_quantity: 0,
    min_order: 0,
    min_sales: 0,
    min_stock: 0,
    group: presentGroupOf(url, agreement, item),
    unit: unit ? { number: unit.number, name: unit.name } : null,
    default_supplier: supplier ? { number: supplier.number, name: supplier.name } : null,
    default_location_id: 1,
    inventory_enabled: hasInventory(agreement, item),
    is_convertable: false,
    serial_numbers: { is_active: false, index: null },
    batch_control: { is_active: false },
    physical: { weight: null, weight_unit: null, height: null, width: null, depth: null },
    picture_url: null,
    metadata: [],
    created_at: isoDateTime(item.created_at),
    updated_at: isoDateTime(item.updated_at),
    deleted_at: null,
    self: `${url}/api/${item.type}s/${friendly}`,
    ...(item.type === "lot" && {
      min_produced: 0,
      lines: lines.map((line) => presentLotLine(agreement, line)),
    }),
  };
}

/** The item as it stands inside an invoice line. */
export function presentLineItem(agreement: Agreement, item: Item) {
  const group = agreement.productGroups.find(item.group_id);
  const supplier = agreement.suppliers.find(item.default_supplier_id);
  return {
    number: item.number,
    urlfriendly_number: urlFriendly(agreement, item.number),
    name: item.name,
    description: item.description,
    barcode: item.barcode,
    group: group ? { number: group.number, name: group.name } : null,
    default_supplier: supplier ? { number: supplier.number, name: supplier.name } : null,
  };
}

export function presentLotLine(agreement: Agreement, line: LotLine) {
  const item = agreement.findItem(line.child_id);
  return {
    ...line,
    name: item?.name ?? line.child_id,
    item: item ? presentLineItem(agreement, item) : null,
    unit_price: item?.recommended_cost_price ?? 0,
    line_price: toSixPlaces(new Decimal(item?.recommended_cost_price ?? 0).times(line.quantity)),
    location_id: null,
    variations: [],
  };
}

/** The number fit for a path as it is: encoded as often as this Rackbeat wants it. */
export function urlFriendly({ quirks }: Agreement, number: string): string {
  const once = encodeURIComponent(number);
  return quirks.pathEncoding === "twice" ? encodeURIComponent(once) : once;
}

function presentGroupOf(url: string, agreement: Agreement, item: Item) {
  const group = agreement.productGroups.find(item.group_id);
  if (!group) return null;
  const { number, name, vat_domestic, vat_eu, vat_abroad, vat_domestic_exempt } = group;
  const { self } = presentRow(url, "product-groups", group);
  return { number, name, vat_domestic, vat_eu, vat_abroad, vat_domestic_exempt, self };
}

function minus(one: number, other: number): number {
  return toSixPlaces(new Decimal(one).minus(other));
}
