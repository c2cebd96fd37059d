import { and, count, eq, gte, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type EntityKind, transfers } from "@/db/schema/transfers";
import { isOfActiveConnection } from "./connections";

type InstallationKey = { installationId: string };

/** Documents that a product group is in; null: lines without a product. */
export type GroupDocuments = {
  productGroup: number | null;
  kind: Extract<EntityKind, "customer_invoice" | "supplier_invoice">;
  count: number;
};

/** How many documents dated `since` (`yyyy-mm-dd`) or later each group is in. Credit notes count as well. */
export async function countDocumentsByGroup(
  db: Database,
  { installationId, since }: InstallationKey & { since: string },
): Promise<GroupDocuments[]> {
  const documents = db.$with("documents").as(
    db
      .select({
        kind: transfers.kind,
        productGroup: sql<number | null>`unnest(${transfers.productGroups})`.as("product_group"),
      })
      .from(transfers)
      .where(
        and(
          eq(transfers.installationId, installationId),
          inArray(transfers.kind, ["customer_invoice", "supplier_invoice"]),
          gte(transfers.documentDate, since),
        ),
      ),
  );
  const rows = await db
    .with(documents)
    .select({
      kind: documents.kind,
      productGroup: documents.productGroup,
      count: count(),
    })
    .from(documents)
    .groupBy(documents.kind, documents.productGroup);
  // Safe: the filter above lets no other kind in.
  return rows as GroupDocuments[];
}

/** Transfers that wait for the same causes in the mapping, and are of the same groups. */
export type WaitingForMapping = {
  causes: string[];
  productGroups: (number | null)[];
  count: number;
  /** The first of them, in booking order. */
  first: { id: string; kind: EntityKind; number: string; totalMinor: number | null }[];
};

const SHOWN = 5;

/** What is held or has failed for one of the causes that begin so, alike together. */
export async function listWaitingForMapping(
  db: Database,
  { installationId, prefixes }: InstallationKey & { prefixes: readonly string[] },
): Promise<WaitingForMapping[]> {
  const isForMapping = sql`exists (
    select from unnest(${transfers.causes}) as cause
    where cause like any (${sql.param(prefixes.map((prefix) => `${prefix}%`))}::text[])
  )`;
  const shown = sql`json_build_object(
    'id', ${transfers.id}, 'kind', ${transfers.kind}, 'number', ${transfers.rackbeatKey},
    'totalMinor', ${transfers.totalMinor}
  ) order by coalesce(${transfers.bookedAt}, ${transfers.requestedAt}), ${transfers.id}`;
  return db
    .select({
      causes: transfers.causes,
      productGroups: transfers.productGroups,
      count: count(),
      first: sql<
        WaitingForMapping["first"]
      >`to_json((array_agg(${shown}))[1:${sql.raw(String(SHOWN))}])`,
    })
    .from(transfers)
    .where(
      and(
        eq(transfers.installationId, installationId),
        isOfActiveConnection(transfers),
        inArray(transfers.state, ["held", "failed"]),
        isForMapping,
      ),
    )
    .groupBy(transfers.causes, transfers.productGroups)
    .orderBy(transfers.causes, transfers.productGroups);
}
