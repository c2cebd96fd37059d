import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import type { Transfer } from "@/db/schema/transfers";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import { listProductCandidates } from "@/lib/transfer/item/choose-product";
import type { ProductChoice } from "./product-choice-state";

/** Asks Fiken. Null: the installation has no such transfer, or it waits for no such choice. */
export async function readProductChoice(
  db: Database,
  key: { installationId: string; transferId: string },
): Promise<ProductChoice | null> {
  const found = await listProductCandidates(db, key);
  if (!found) return null;
  const { transfer, number, products } = found;
  const { installationId } = key;
  const { connectionId } = transfer;
  const chart = await listChartAccounts(db, { installationId, connectionId });
  const accountNames = new Map(chart.map(({ code, name }) => [code, name]));
  return {
    number,
    itemName: itemNameOf(transfer),
    products: products.map((product) => shownProduct(product, accountNames)),
  };
}

/** A document has its party's name there. */
function itemNameOf({ kind, partyName }: Transfer): string | null {
  return kind === "product" || kind === "lot" || kind === "stock_level" ? partyName : null;
}

function shownProduct(
  product: FikenProduct,
  accountNames: ReadonlyMap<string, string>,
): ProductChoice["products"][number] {
  const { productId, name, unitPrice, incomeAccount, stock, active, lastModifiedDate } = product;
  return {
    ...{ id: productId, name, priceMinor: unitPrice, stock, isActive: active },
    account: { code: incomeAccount, name: accountNames.get(incomeAccount) ?? null },
    lastModified: lastModifiedDate,
  };
}
