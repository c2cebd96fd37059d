import { and, asc, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type AccountUse, accountUses } from "@/db/schema/account-uses";
import { getConnection } from "./connections";

type ConnectionKey = { installationId: string; connectionId: string };

/** By group, the most used pair first. */
export async function listAccountUses(db: Database, key: ConnectionKey): Promise<AccountUse[]> {
  return db
    .select()
    .from(accountUses)
    .where(isOfConnection(key))
    .orderBy(asc(accountUses.productGroup), desc(accountUses.products), asc(accountUses.account));
}

/** These are all pairs in use now. Each group, account and VAT type at most once. */
export async function replaceAccountUses(
  db: Database,
  {
    uses,
    countedAt,
    ...key
  }: ConnectionKey & {
    uses: Pick<AccountUse, "productGroup" | "account" | "vatType" | "products">[];
    countedAt: Date;
  },
): Promise<void> {
  await db.transaction(async (tx) => {
    await getConnection(tx, key);
    await tx.delete(accountUses).where(isOfConnection(key));
    if (uses.length === 0) return;
    // Two that count at once count the same.
    await tx
      .insert(accountUses)
      .values(uses.map((use) => ({ ...key, ...use, countedAt })))
      .onConflictDoNothing();
  });
}

function isOfConnection({ installationId, connectionId }: ConnectionKey) {
  return and(
    eq(accountUses.connectionId, connectionId),
    eq(accountUses.installationId, installationId),
  );
}
