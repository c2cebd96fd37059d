import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type AccountMapping,
  accountMappings,
  type VatMapping,
  vatMappings,
} from "@/db/schema/mappings";

/** One cell of the screen; without an account it was emptied. Each cell at most once in a call. */
export type AccountCell = Pick<AccountMapping, "side" | "productGroup" | "treatment"> &
  (Pick<AccountMapping, "account" | "vatType"> | { account: null });

/**
 * The rate in percent, as an exact decimal. Without a product group the rule is the general one; without a treatment
 * the cell was emptied.
 */
export type VatCell = Pick<VatMapping, "side" | "zone" | "rate"> & {
  productGroup?: VatMapping["productGroup"];
  treatment: VatMapping["treatment"] | null;
};

export async function listAccountMappings(
  db: Database,
  { installationId }: { installationId: string },
): Promise<AccountMapping[]> {
  return db
    .select()
    .from(accountMappings)
    .where(eq(accountMappings.installationId, installationId))
    .orderBy(accountMappings.side, accountMappings.productGroup, accountMappings.treatment);
}

/** Writes the cells given, and leaves the others. */
export async function saveAccountMappings(
  db: Database,
  { installationId, rows }: { installationId: string; rows: AccountCell[] },
): Promise<void> {
  const emptied = rows.filter((row) => row.account === null);
  const filled = rows.flatMap((row) => (row.account === null ? [] : [{ installationId, ...row }]));

  await db.transaction(async (tx) => {
    if (emptied.length > 0) {
      await tx
        .delete(accountMappings)
        .where(
          and(
            eq(accountMappings.installationId, installationId),
            or(...emptied.map(isAccountCell)),
          ),
        );
    }
    if (filled.length > 0) {
      await tx
        .insert(accountMappings)
        .values(filled)
        .onConflictDoUpdate({
          target: [
            accountMappings.installationId,
            accountMappings.side,
            accountMappings.productGroup,
            accountMappings.treatment,
          ],
          set: {
            account: sql`excluded.account`,
            vatType: sql`excluded.vat_type`,
            updatedAt: sql`now()`,
          },
        });
    }
  });
}

export async function listVatMappings(
  db: Database,
  { installationId }: { installationId: string },
): Promise<VatMapping[]> {
  return db
    .select()
    .from(vatMappings)
    .where(eq(vatMappings.installationId, installationId))
    .orderBy(vatMappings.side, vatMappings.productGroup, vatMappings.zone, vatMappings.rate);
}

/** Writes the cells given, and leaves the others. */
export async function saveVatMappings(
  db: Database,
  { installationId, rows }: { installationId: string; rows: VatCell[] },
): Promise<void> {
  const emptied = rows.filter((row) => row.treatment === null);
  const filled = rows.flatMap(({ treatment, ...cell }) =>
    treatment === null ? [] : [{ installationId, treatment, ...cell }],
  );

  await db.transaction(async (tx) => {
    if (emptied.length > 0) {
      await tx
        .delete(vatMappings)
        .where(and(eq(vatMappings.installationId, installationId), or(...emptied.map(isVatCell))));
    }
    if (filled.length > 0) {
      await tx
        .insert(vatMappings)
        .values(filled)
        .onConflictDoUpdate({
          target: [
            vatMappings.installationId,
            vatMappings.side,
            vatMappings.productGroup,
            vatMappings.zone,
            vatMappings.rate,
          ],
          set: { treatment: sql`excluded.treatment`, updatedAt: sql`now()` },
        });
    }
  });
}

function isAccountCell({ side, productGroup, treatment }: AccountCell) {
  return and(
    eq(accountMappings.side, side),
    isGroup(accountMappings.productGroup, productGroup),
    eq(accountMappings.treatment, treatment),
  );
}

function isVatCell({ side, productGroup = null, zone, rate }: VatCell) {
  return and(
    eq(vatMappings.side, side),
    isGroup(vatMappings.productGroup, productGroup),
    eq(vatMappings.zone, zone),
    eq(vatMappings.rate, rate),
  );
}

/** In SQL nothing equals null, not even null. */
function isGroup(
  column: typeof accountMappings.productGroup | typeof vatMappings.productGroup,
  productGroup: number | null,
) {
  return productGroup === null ? isNull(column) : eq(column, productGroup);
}
