import { differencesText } from "@/lib/bookkeeping/comparison/difference";
import {
  differInProduct,
  productNeedsUpdate,
  productRequestOf,
} from "@/lib/bookkeeping/request/product-request";
import type { FikenProduct, FikenProductRequest } from "@/lib/fiken/schemas/products";
import {
  productSchema,
  type RackbeatItem,
  type RackbeatLot,
  type RackbeatProduct,
} from "@/lib/rackbeat/items";
import { isEchoOfItem } from "@/lib/transfer/hold/import-echo";
import { keepClaim, recordProgress } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { type Outcome, stopped } from "@/lib/transfer/turn/outcome";
import { recordItem } from "@/lib/transfer/turn/recorded-groups";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { tell } from "@/lib/transfer/turn/timeline";
import { ensureProduct, findBoundProduct, readItem, type StandingProduct } from "./ensure-product";
import { takeItemTurn } from "./item-turn";

/** One turn on a product or a lot of Rackbeat: its product in Fiken is found or made, and says what Rackbeat says. */
export async function transferItem(work: TransferWork): Promise<Outcome> {
  await takeItemTurn(work);
  const number = work.transfer.rackbeatKey;
  const item = await readItem(work, number);
  await recordItem(work, item);
  if (item && (await isEchoOfItem(work, item))) return { state: "unchanged" };
  if (!item || item.is_barred || item.deleted_at) return putOutOfUse(work, number, item);
  // One that was converted since is of the other kind.
  if (!isSwitchedOn(item.type, work.settings)) {
    return { state: "excluded", reason: "switched_off" };
  }
  const standing = await ensureProduct(work, item);
  if (!standing.ok) return stopped(standing.problems);
  return updateProduct(work, item, standing.value);
}

/**
 * Documents may stand on it, so it stays in Fiken, and one that was never there is not made to be out of use.
 * Rackbeat tells nothing of a deleted item: then all but its use stays as it is.
 */
async function putOutOfUse(
  work: TransferWork,
  number: string,
  item: RackbeatItem | null,
): Promise<Outcome> {
  const product = await findBoundProduct(work, number);
  if (!product) return { state: "excluded", reason: "not_in_use" };
  const isDeleted = item === null;
  const remains = item ?? productSchema.parse({ number, name: product.name });
  return updateProduct(work, remains, { product, made: false, isDeleted });
}

/** Written only where something that matters differs; read back where it was written. */
async function updateProduct(
  work: TransferWork,
  item: RackbeatProduct | RackbeatLot,
  { product, made, isDeleted = false }: StandingProduct & { isDeleted?: boolean },
): Promise<Outcome> {
  const request = productRequestOf(item, work.rules.mapping, product, { isDeleted });
  if (!request.ok) return stopped(request.problems);
  await recordProgress(work, { fikenKind: "product", fikenId: product.productId });
  if (!productNeedsUpdate(product, request.value)) {
    return { state: made ? "verified" : "unchanged" };
  }
  return writeProduct(work, product, request.value, "product_updated");
}

/** A PUT replaces the whole product, so the request is one that has everything of it. */
export async function writeProduct(
  work: TransferWork,
  { productId }: FikenProduct,
  request: FikenProductRequest,
  event: "product_updated" | "stock_updated",
): Promise<Outcome> {
  await keepClaim(work);
  await work.fiken.updateProduct(productId, request);
  await tell(work, event, { productId, stock: request.stock ?? null });
  const shown = await work.fiken.getProduct(productId);
  const differing = differInProduct(shown, request);
  if (differing.length === 0) return { state: "verified" };
  const differences = differencesText(differing);
  const number = work.transfer.rackbeatKey;
  return stopped([{ code: "fiken.differs", details: { number, differences } }]);
}
