import type { Database } from "@/db/client";
import { listBoundKeys } from "@/db/queries/bindings";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { requestTransfer } from "@/db/queries/transfers";
import { showsQuantity } from "@/lib/bookkeeping/request/product-request";
import { log } from "@/lib/log";
import type { RackbeatStock } from "@/lib/rackbeat/items";
import type { MalformedRow } from "@/lib/rackbeat/rows";
import type { DrainContext } from "@/lib/transfer/turn/context";
import { openDrain } from "@/lib/transfer/turn/open-drain";
import { ITEM_KINDS } from "./ensure-product";
import { keepsStock } from "./stock-kept";

type Asked = { installationId: string; now?: () => Date };

/**
 * What Fiken has in stock of a Rackbeat number (null where nobody keeps stock of it), and whether it is in use. Plain
 * JSON, for a step's result.
 */
export type FikenStock = [number: string, stock: number | null, active: boolean][];

export type StockPage = { counts: StockComparison; seen: string[]; nextPage: number | null };

/** Lists in Rackbeat that have stock; one after the other. */
export const STOCK_LISTS = ["products", "lots"] as const;
export type StockList = (typeof STOCK_LISTS)[number];

export type StockComparison = {
  /** Rows of Rackbeat that keep stock and are bound to a product in Fiken. */
  compared: number;
  equal: number;
  /** Another number in Fiken: a transfer puts it right. */
  different: number;
  /** Bound, and no longer in Fiken: a transfer makes it again. */
  missing: number;
  /** Rows of Rackbeat that cannot be read. */
  malformed: number;
};

/**
 * What Fiken has of the products that are bound, some pages at a time within `budgetMs`. Null: nothing may be
 * transferred now, or stock is switched off.
 */
export async function readFikenStock(
  db: Database,
  {
    installationId,
    page,
    budgetMs,
    now = () => new Date(),
  }: Asked & { page: number; budgetMs: number },
): Promise<{ items: FikenStock; nextPage: number | null } | null> {
  const context = await openComparison(db, { installationId, now });
  if (!context) return null;
  const numbers = new Map(
    (await listBound(context)).map(({ fikenId, rackbeatKey }) => [fikenId, rackbeatKey]),
  );
  const endsAt = now().getTime() + budgetMs;
  const items: FikenStock = [];
  let nextPage: number | null = page;
  while (nextPage !== null && now().getTime() < endsAt) {
    const listed: Awaited<ReturnType<typeof context.fiken.listProducts>> =
      await context.fiken.listProducts(nextPage);
    for (const { productId, stock, active } of listed.items) {
      const number = numbers.get(productId);
      if (number !== undefined) items.push([number, stock, active]);
    }
    nextPage = listed.nextPage;
  }
  return { items, nextPage };
}

/**
 * One page of a stock list of Rackbeat against what Fiken has. What differs is requested as a transfer of its own,
 * which reads both sides again before it writes. Null as for `readFikenStock`.
 */
export async function compareStockPage(
  db: Database,
  {
    installationId,
    list,
    page,
    inFiken,
    now = () => new Date(),
  }: Asked & { list: StockList; page: number; inFiken: FikenStock },
): Promise<StockPage | null> {
  const context = await openComparison(db, { installationId, now });
  if (!context) return null;
  const { rackbeat } = context;
  const { items: rows, nextPage } =
    list === "products" ? await rackbeat.listProductStock(page) : await rackbeat.listLotStock(page);
  const bound = new Set((await listBound(context)).map(({ rackbeatKey }) => rackbeatKey));
  const stocks = new Map(inFiken.map(([number, stock]) => [number, stock]));
  const counts = nothingCompared();
  for (const row of rows) {
    const result = resultOf(row, bound, stocks);
    if (result === "not_ours") continue;
    counts[result] += 1;
    if (result === "malformed" || "problem" in row) continue;
    counts.compared += 1;
    if (result !== "equal") await requestStock(context, row, stocks.get(row.number) ?? null);
  }
  const numbers = rows.flatMap(({ number }) => number ?? []);
  return { counts, seen: numbers.filter((number) => bound.has(number)), nextPage };
}

/**
 * What is in use in Fiken and in none of Rackbeat's lists, once all of them were read: deleted, and nobody told. Its
 * transfer asks Rackbeat again before it believes so. Answers how many.
 */
export async function requestVanished(
  db: Database,
  {
    installationId,
    inFiken,
    seen,
    now = () => new Date(),
  }: Asked & { inFiken: FikenStock; seen: string[] },
): Promise<number> {
  const context = await openComparison(db, { installationId, now });
  if (!context) return 0;
  const listed = new Set(seen);
  const inUse = new Set(inFiken.flatMap(([number, , active]) => (active ? number : [])));
  const vanished = (await listBound(context)).filter(
    ({ rackbeatKey }) => inUse.has(rackbeatKey) && !listed.has(rackbeatKey),
  );
  for (const { kind, rackbeatKey } of vanished) {
    await requestTransfer(db, {
      ...{ installationId, connectionId: context.connection.id, now: now() },
      ...{ kind, rackbeatKey },
    });
  }
  return vanished.length;
}

export function nothingCompared(): StockComparison {
  return { compared: 0, equal: 0, different: 0, missing: 0, malformed: 0 };
}

/** Counts of several pages as one. */
export function sumOfComparisons(pages: StockComparison[]): StockComparison {
  const sum = nothingCompared();
  for (const page of pages) {
    for (const name of Object.keys(sum) as (keyof StockComparison)[]) sum[name] += page[name];
  }
  return sum;
}

/** Told once per night and installation. */
export function reportComparison(
  installationId: string,
  counts: StockComparison & { vanished: number },
): void {
  const level = counts.different + counts.missing + counts.vanished > 0 ? "warn" : "info";
  log[level]({ installationId, ...counts }, "stock compared with Fiken");
}

async function openComparison(
  db: Database,
  { installationId, now }: Required<Asked>,
): Promise<DrainContext | null> {
  const context = await openDrain(db, { installationId, now });
  return context?.settings.kinds.includes("stock_level") ? context : null;
}

function listBound({ db, installationId, connection }: DrainContext) {
  return listBoundKeys(db, { installationId, connectionId: connection.id, kinds: ITEM_KINDS });
}

/** Items that are not in Fiken are no drift: their own transfers bring them. */
function resultOf(
  row: RackbeatStock | MalformedRow,
  bound: Set<string>,
  inFiken: Map<string, number | null>,
): "equal" | "different" | "missing" | "malformed" | "not_ours" {
  if ("problem" in row) return "malformed";
  const quantity = keepsStock(row) ? row.stock_quantity : null;
  if (quantity === null || !bound.has(row.number)) return "not_ours";
  const stock = inFiken.get(row.number);
  if (stock === undefined) return "missing";
  return showsQuantity(stock, quantity) ? "equal" : "different";
}

async function requestStock(
  { db, installationId, connection, now }: DrainContext,
  { number, stock_quantity }: RackbeatStock,
  inFiken: number | null,
): Promise<void> {
  const at = now();
  await db.transaction(async (tx) => {
    const transfer = await requestTransfer(tx, {
      ...{ installationId, connectionId: connection.id, now: at },
      ...{ kind: "stock_level", rackbeatKey: number },
    });
    const details = { rackbeat: stock_quantity, fiken: inFiken };
    await appendTransferEvents(tx, [
      { installationId, transferId: transfer.id, at, event: "drift_found", details },
    ]);
  });
}
