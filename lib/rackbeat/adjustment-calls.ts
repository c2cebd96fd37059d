import { z } from "zod";
import type { Caller } from "@/lib/http/caller";
import { readJson } from "@/lib/http/reply";
import type { Page } from "./calls";
import { rowOf } from "./envelopes";
import type { Lists } from "./lists";
import { type MalformedRow, parseRow } from "./rows";
import { key, optionalText, perhapsKey } from "./values";

/** What of an inventory adjustment tells whose it is. */
const adjustmentSchema = z.object({ id: key, item_id: perhapsKey, reason: optionalText });
export type RackbeatAdjustment = z.infer<typeof adjustmentSchema>;

/** `quantity` is the new stock at the location, not the difference: exact decimal. `date`: `yyyy-mm-dd`. */
export type StockAdjustment = {
  itemNumber: string;
  quantity: string;
  location: number;
  date: string;
  reason: string;
};

const PAGE_SIZE = 200;

/** Changes of stock. One is a draft until it is booked; neither fires a webhook. A change of zero is refused (422). */
export function createAdjustmentCalls(call: Caller, lists: Lists) {
  const query = { suppress_webhooks: true };
  return {
    async createAdjustment(wanted: StockAdjustment): Promise<RackbeatAdjustment> {
      const reply = await call({
        ...{ method: "POST", path: "/inventory-adjustments", query },
        json: {
          item_id: wanted.itemNumber,
          adjustment_type: "quantity",
          quantity: Number(wanted.quantity),
          location: wanted.location,
          regulated_at: wanted.date,
          reason: wanted.reason,
        },
      });
      const row = rowOf(readJson(reply, z.unknown()), "inventory_regulation");
      return parseRow(reply, adjustmentSchema, row);
    },

    async bookAdjustment(id: string): Promise<void> {
      const path = `/inventory-adjustments/${encodeURIComponent(id)}/book`;
      await call({ method: "POST", path, query });
    },

    /** Those of an item, drafts among them; where Rackbeat cannot filter by it, one page of all. */
    listAdjustments: (
      itemNumber: string,
      page: number,
    ): Promise<Page<RackbeatAdjustment | MalformedRow>> =>
      lists.listBy("inventory-adjustments", adjustmentSchema, {
        ...{ filter: { "simple_filter[item_id]": itemNumber }, page, limit: PAGE_SIZE },
      }),
  };
}
