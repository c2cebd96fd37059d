import { CallFailure } from "@/lib/http/call-failure";
import type { Calls, Page } from "./calls";
import {
  groupedItemSchema,
  itemSchema,
  lotSchema,
  productGroupSchema,
  productSchema,
  type RackbeatGroupedItem,
  type RackbeatItem,
  type RackbeatLot,
  type RackbeatProduct,
  type RackbeatProductGroup,
  type RackbeatStock,
  stockSchema,
} from "./items";
import type { ChangesAsked, Lists } from "./lists";
import type { MalformedRow } from "./rows";

const STOCK_FIELDS = "number,stock_quantity,updated_at,inventory_enabled";
/** Rows of four fields are small. */
const STOCK_PAGE_SIZE = 200;
const GROUPED_FIELDS = "number,group_id,group";
const GROUPED_PAGE_SIZE = 1_000;

export function createItemCalls({ getOne, listAll }: Calls, lists: Lists) {
  const listStock = (resource: string, page: number): Promise<Page<RackbeatStock | MalformedRow>> =>
    lists.listFields(resource, stockSchema, {
      fields: STOCK_FIELDS,
      page,
      limit: STOCK_PAGE_SIZE,
    });

  return {
    /** Every group, all pages. */
    listProductGroups: (): Promise<RackbeatProductGroup[]> =>
      listAll("product-groups", productGroupSchema),

    /** A product or a lot. */
    getItem: (number: string): Promise<RackbeatItem> =>
      getOne({ resource: "items", name: "item", schema: itemSchema }, number),

    getProduct: (number: string): Promise<RackbeatProduct> =>
      getOne({ resource: "products", name: "product", schema: productSchema }, number),

    getLot: (number: string): Promise<RackbeatLot> =>
      getOne({ resource: "lots", name: "lot", schema: lotSchema }, number),

    /** One page of all products, each with its group and no more. */
    listGroupedProducts: (page: number): Promise<Page<RackbeatGroupedItem | MalformedRow>> =>
      lists.listFields("products", groupedItemSchema, {
        fields: GROUPED_FIELDS,
        page,
        limit: GROUPED_PAGE_SIZE,
      }),

    /** Also barred ones. */
    listProducts: (asked?: ChangesAsked): Promise<Page<RackbeatProduct | MalformedRow>> =>
      lists.listChanges("products", productSchema, asked),

    /** Also barred ones. None where the plan has no lots. */
    listLots: (asked?: ChangesAsked): Promise<Page<RackbeatLot | MalformedRow>> =>
      noneIfForbidden(lists.listChanges("lots", lotSchema, asked)),

    /** One page of the whole list: whether a stock move touches `updated_at` is not documented. */
    listProductStock: (page: number): Promise<Page<RackbeatStock | MalformedRow>> =>
      listStock("products", page),

    /** As of products. None where the plan has no lots. */
    listLotStock: (page: number): Promise<Page<RackbeatStock | MalformedRow>> =>
      noneIfForbidden(listStock("lots", page)),
  };
}

/** Only the larger plans have lots; the others answer 403. */
async function noneIfForbidden<T>(page: Promise<Page<T>>): Promise<Page<T>> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof CallFailure && error.status === 403) return { items: [], nextPage: null };
    throw error;
  }
}
