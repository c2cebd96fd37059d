import { stockRequestOf } from "@/lib/bookkeeping/request/product-request";
import { awaitOpeningStock, isUncounted } from "@/lib/transfer/hold/import-echo";
import { recordProgress } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { type Outcome, stopped } from "@/lib/transfer/turn/outcome";
import { recordItem } from "@/lib/transfer/turn/recorded-groups";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { ensureProduct, findBoundProduct, readItem } from "./ensure-product";
import { takeItemTurn } from "./item-turn";
import { keepsStock } from "./stock-kept";
import { writeProduct } from "./transfer-item";

/**
 * One turn on the stock of an item: the quantity that Rackbeat has now, however often it has changed while this
 * waited. Absolute, so that repeating it is harmless. Our documents carry no products, so Fiken moves no stock for
 * them and this number stands.
 */
export async function transferStock(work: TransferWork): Promise<Outcome> {
  await takeItemTurn(work);
  const item = await readItem(work, work.transfer.rackbeatKey);
  await recordItem(work, item);
  if (!item || item.deleted_at) return { state: "excluded", reason: "not_in_use" };
  if (!keepsStock(item)) return { state: "excluded", reason: "no_inventory" };

  await awaitOpeningStock(work, item.number);
  if (await isUncounted(work, item)) return { state: "excluded", reason: "not_counted" };

  const bound = await findBoundProduct(work, item.number);
  if (!bound && (item.is_barred || !isSwitchedOn(item.type, work.settings))) {
    return { state: "excluded", reason: item.is_barred ? "not_in_use" : "switched_off" };
  }
  const standing = bound
    ? { ok: true as const, value: { product: bound, made: false } }
    : await ensureProduct(work, item);
  if (!standing.ok) return stopped(standing.problems);
  const { product, made } = standing.value;
  await recordProgress(work, { fikenKind: "product", fikenId: product.productId });
  const request = stockRequestOf(product, item.stock_quantity);
  if (!request) return { state: made ? "verified" : "unchanged" };
  return writeProduct(work, product, request, "stock_updated");
}
