import { and, asc, eq, notInArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type ProductGroup, productGroups } from "@/db/schema/product-groups";

/** A group as Rackbeat shows it. Rates are percent, exact decimals. */
export type SeenProductGroup = Omit<
  ProductGroup,
  "installationId" | "firstSeenAt" | "seenAt" | "productCount"
> &
  Partial<Pick<ProductGroup, "productCount">>;
type Sighting = { installationId: string; groups: SeenProductGroup[]; seenAt: Date };

export async function listProductGroups(
  db: Database,
  { installationId }: { installationId: string },
): Promise<ProductGroup[]> {
  return db
    .select()
    .from(productGroups)
    .where(eq(productGroups.installationId, installationId))
    .orderBy(asc(productGroups.number));
}

/** Adds and refreshes some groups: those met on a document, for example. Each number at most once. */
export async function upsertProductGroups(
  db: Database,
  { installationId, groups, seenAt }: Sighting,
): Promise<void> {
  if (groups.length === 0) return;
  await db
    .insert(productGroups)
    .values(groups.map((group) => ({ ...group, installationId, firstSeenAt: seenAt, seenAt })))
    .onConflictDoUpdate({
      target: [productGroups.installationId, productGroups.number],
      set: {
        name: sql`excluded.name`,
        hasInventory: sql`excluded.has_inventory`,
        productCount: sql`excluded.product_count`,
        vatDomestic: sql`excluded.vat_domestic`,
        vatEu: sql`excluded.vat_eu`,
        vatAbroad: sql`excluded.vat_abroad`,
        vatDomesticExempt: sql`excluded.vat_domestic_exempt`,
        seenAt: sql`excluded.seen_at`,
      },
    });
}

/** These are all groups there are: others are forgotten (their mappings stay, should they return). */
export async function replaceProductGroups(db: Database, sighting: Sighting): Promise<void> {
  const { installationId, groups } = sighting;
  const numbers = groups.map(({ number }) => number);
  await db.transaction(async (tx) => {
    await tx
      .delete(productGroups)
      .where(
        and(
          eq(productGroups.installationId, installationId),
          notInArray(productGroups.number, numbers),
        ),
      );
    await upsertProductGroups(tx, sighting);
  });
}
