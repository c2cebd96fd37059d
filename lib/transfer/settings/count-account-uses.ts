import type { Database } from "@/db/client";
import { replaceAccountUses } from "@/db/queries/account-uses";
import { listBoundKeys } from "@/db/queries/bindings";
import { findActiveConnection } from "@/db/queries/connections";
import { getInstallation } from "@/db/queries/installations";
import { listAccountMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import type { Connection } from "@/db/schema/connections";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import { openFikenCompany } from "@/lib/connection/open-fiken-company";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import { ITEM_KINDS } from "@/lib/transfer/item/ensure-product";

type Asked = { installationId: string };

/**
 * Counts on which accounts the products of each group are booked in Fiken already, as evidence for proposals. Only
 * where a group has no account yet, for about `budgetMs`: part of a long list is evidence too. Answers how many
 * products were counted; null where there is nothing to propose, or no company.
 */
export async function countAccountUses(
  db: Database,
  {
    installationId,
    budgetMs,
    now = () => new Date(),
  }: Asked & { budgetMs: number; now?: () => Date },
): Promise<number | null> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection || !(await lacksAccounts(db, { installationId }))) return null;
  const endsAt = now().getTime() + budgetMs;
  const rackbeat = rackbeatOf(await getInstallation(db, installationId));
  const groups = await groupsByNumber(rackbeat, endsAt, now);
  const numbers = await boundNumbers(db, connection);
  const fiken = await openFikenCompany(db, { installationId });
  const counts = new Map<string, Use>();
  let counted = 0;
  for (let page: number | null = 0; page !== null && now().getTime() < endsAt; ) {
    const { items, nextPage } = await fiken.listProducts(page, { active: true });
    for (const product of items) {
      const number = numbers.get(product.productId) ?? product.productNumber;
      const productGroup = number === null ? undefined : groups.get(number);
      if (productGroup === undefined) continue;
      add(counts, productGroup, product);
      counted += 1;
    }
    page = nextPage;
  }
  const key = { installationId, connectionId: connection.id };
  await replaceAccountUses(db, { ...key, uses: [...counts.values()], countedAt: now() });
  return counted;
}

type Use = { productGroup: number; account: string; vatType: string; products: number };

function add(
  counts: Map<string, Use>,
  productGroup: number,
  { incomeAccount: account, vatType }: FikenProduct,
): void {
  const key = `${productGroup}:${account}:${vatType}`;
  const products = (counts.get(key)?.products ?? 0) + 1;
  counts.set(key, { productGroup, account, vatType, products });
}

async function lacksAccounts(db: Database, { installationId }: Asked): Promise<boolean> {
  const [mappings, groups] = await Promise.all([
    listAccountMappings(db, { installationId }),
    listProductGroups(db, { installationId }),
  ]);
  const sales = mappings.filter(({ side }) => side === "sales");
  const mapped = new Set(sales.map(({ productGroup }) => productGroup));
  return groups.some(({ number }) => !mapped.has(number));
}

/** Rackbeat's products and the group that each is of. */
async function groupsByNumber(
  rackbeat: RackbeatClient,
  endsAt: number,
  now: () => Date,
): Promise<Map<string, number>> {
  const groups = new Map<string, number>();
  for (let page: number | null = 1; page !== null && now().getTime() < endsAt; ) {
    const listed: Awaited<ReturnType<typeof rackbeat.listGroupedProducts>> =
      await rackbeat.listGroupedProducts(page);
    for (const row of listed.items) {
      const group = "problem" in row ? null : (row.group?.number ?? row.group_id);
      if (group !== null && row.number !== null) groups.set(row.number, group);
    }
    page = listed.nextPage;
  }
  return groups;
}

/** By Fiken's id, the number in Rackbeat that a product is bound to. */
async function boundNumbers(
  db: Database,
  { installationId, id: connectionId }: Connection,
): Promise<Map<number, string>> {
  const bound = await listBoundKeys(db, { installationId, connectionId, kinds: ITEM_KINDS });
  return new Map(bound.map(({ fikenId, rackbeatKey }) => [fikenId, rackbeatKey]));
}
