import { deleteBinding, ensureBinding, findBinding, findBoundKey } from "@/db/queries/bindings";
import { markWriteGone } from "@/db/queries/postings";
import { findTransfer } from "@/db/queries/transfers";
import type { Binding } from "@/db/schema/bindings";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import { productRequestOf } from "@/lib/bookkeeping/request/product-request";
import { AppError } from "@/lib/errors/app-error";
import type { FikenProduct, FikenProductRequest } from "@/lib/fiken/schemas/products";
import type { RackbeatItem } from "@/lib/rackbeat/items";
import { keepClaim } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { nullIfDeleted, nullIfUnknown } from "@/lib/transfer/turn/null-if-missing";
import { postOnce } from "@/lib/transfer/turn/post-once";
import { tell } from "@/lib/transfer/turn/timeline";
import { keepsStock } from "./stock-kept";

/** Fiken's products are flat: a lot is one like any other, and what it is made of does not matter there. */
export const ITEM_KINDS = ["product", "lot"] as const;

export type StandingProduct = { product: FikenProduct; made: boolean };

/**
 * A product or a lot as it is now in Rackbeat; null where it is deleted. Asked for in two ways before that is
 * believed, for a product that goes out of use by mistake is missed in the shop.
 */
export async function readItem(
  { rackbeat, transfer }: TransferWork,
  number: string,
): Promise<RackbeatItem | null> {
  const item = await nullIfUnknown(rackbeat.getItem(number));
  if (item) return item;
  const type = transfer.kind === "lot" ? "lot" : "product";
  const read = type === "lot" ? rackbeat.getLot(number) : rackbeat.getProduct(number);
  const found = await nullIfUnknown(read);
  return found && { ...found, type };
}

/** The product in Fiken that the number is bound to; null where there is none, or none any more. */
export async function findBoundProduct(
  work: TransferWork,
  number: string,
): Promise<FikenProduct | null> {
  const binding = await findItemBinding(work, number);
  if (!binding) return null;
  const product = await nullIfDeleted(work.fiken.getProduct(binding.fikenId));
  if (product) return product;
  await keepClaim(work);
  const { installationId, connectionId } = binding;
  const posting = { installationId, connectionId, kind: "product", key: number };
  await work.db.transaction(async (tx) => {
    await deleteBinding(tx, binding);
    await markWriteGone(tx, { ...posting, now: work.now() });
  });
  return null;
}

async function findItemBinding(
  { db, installationId, connection }: TransferWork,
  rackbeatKey: string,
): Promise<Binding | null> {
  for (const kind of ITEM_KINDS) {
    const key = { installationId, connectionId: connection.id, kind, rackbeatKey };
    const binding = await findBinding(db, key);
    if (binding) return binding;
  }
  return null;
}

/**
 * The Fiken product of an item: the one bound to it, else the one with its number, else a new one. Several with the
 * number are held for a person to choose.
 */
export async function ensureProduct(
  work: TransferWork,
  item: RackbeatItem,
): Promise<Mapped<StandingProduct>> {
  const bound = await findBoundProduct(work, item.number);
  if (bound) return { ok: true, value: { product: bound, made: false } };
  // A look-up comes first, so what an existing product lends is not missed: the request is for a new one.
  const request = productRequestOf(item, work.rules.mapping, null, {
    quantity: quantityOf(work, item),
  });
  if (!request.ok) return request;
  const { fikenId, made } = await postOnce<FikenProductRequest>(work, {
    kind: "product",
    key: item.number,
    request: request.value,
    lookUpFirst: true,
    lookUp: (sent) => findSameNumber(work, sent.productNumber ?? item.number),
    post: async (sent) => String((await work.fiken.createProduct(sent)).id),
  });
  const productId = Number(fikenId);
  await tell(work, made ? "product_created" : "product_found", { productId });
  const rackbeatKey = await currentNumber(work, item.number);
  const { db, installationId, connection } = work;
  const pair = { installationId, connectionId: connection.id, kind: item.type, rackbeatKey };
  if (!(await ensureBinding(db, { ...pair, fikenId: productId }))) {
    const details = { number: item.number, productId };
    return refused({ code: "item.bound_to_other", details });
  }
  return { ok: true, value: { product: await work.fiken.getProduct(productId), made } };
}

/** Sent along with a new product where stock is transferred: one request less. */
function quantityOf({ settings }: TransferWork, item: RackbeatItem): string | null {
  return settings.kinds.includes("stock_level") && keepsStock(item) ? item.stock_quantity : null;
}

/** Active ones go before those out of use. A product of another number in Rackbeat is nobody's match. */
async function findSameNumber(work: TransferWork, number: string): Promise<string[]> {
  const found = await work.fiken.findProducts(number);
  const free: FikenProduct[] = [];
  for (const product of found) if (await isFree(work, product, number)) free.push(product);
  const active = free.filter((product) => product.active);
  const matching = active.length > 0 ? active : free;
  const ids = matching.map(({ productId }) => String(productId));
  if (ids.length > 1) {
    const details = { number, count: ids.length, candidates: ids.join(", ") };
    throw new AppError({ code: "item.several_matches", details });
  }
  return ids;
}

async function isFree(
  { db, installationId, connection }: TransferWork,
  { productId: fikenId }: FikenProduct,
  number: string,
): Promise<boolean> {
  for (const kind of ITEM_KINDS) {
    const key = { installationId, connectionId: connection.id, kind, fikenId };
    const owner = await findBoundKey(db, key);
    if (owner !== null && owner !== number) return false;
  }
  return true;
}

/** Rackbeat may have told of a rename while the product was being made: the transfer follows, and so does the pair. */
async function currentNumber(
  { db, installationId, transfer }: TransferWork,
  number: string,
): Promise<string> {
  if (transfer.rackbeatKey !== number) return number;
  const current = await findTransfer(db, { installationId, transferId: transfer.id });
  return current?.rackbeatKey ?? number;
}
