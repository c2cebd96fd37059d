import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type ImportEntity, type ImportSide, importEntities } from "@/db/schema/imports";
import type { ImportKey } from "./imports";

/** What a list shows twice, because it moved while it was read, counts once. */
export async function insertImportEntities(
  db: Database,
  rows: readonly Omit<ImportEntity, "id">[],
): Promise<void> {
  if (rows.length > 0) {
    await db
      .insert(importEntities)
      .values([...rows])
      .onConflictDoNothing();
  }
}

type Of = ImportKey & { side: ImportSide; kind: ImportEntity["kind"] };

/** What all of a kind are matched by. */
export async function listImportTraits(
  db: Database,
  of: Of,
): Promise<Pick<ImportEntity, "key" | "traits">[]> {
  return db
    .select({ key: importEntities.key, traits: importEntities.traits })
    .from(importEntities)
    .where(isOf(of))
    .orderBy(asc(importEntities.key));
}

/** Those with one of the keys, in whole. */
export async function findImportEntities(
  db: Database,
  { keys, ...of }: Of & { keys: readonly string[] },
): Promise<Map<string, ImportEntity["entity"]>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({ key: importEntities.key, entity: importEntities.entity })
    .from(importEntities)
    .where(and(isOf(of), inArray(importEntities.key, [...keys])));
  return new Map(rows.map(({ key, entity }) => [key, entity]));
}

/** Whether Fiken shows the member numbers of contacts in its lists: its description has them as write-only. */
export async function showsMemberNumbers(db: Database, of: Omit<Of, "side">): Promise<boolean> {
  const [shown] = await db
    .select({ id: importEntities.id })
    .from(importEntities)
    .where(
      and(
        isOf({ ...of, side: "fiken" }),
        sql`${importEntities.entity}->>'memberNumberString' is not null`,
      ),
    )
    .limit(1);
  return shown !== undefined;
}

/** What was found out of contacts since they were read: whose member number has our key of that party. */
export async function setMemberTrait(
  db: Database,
  { keys, member, ...of }: Omit<Of, "side"> & { keys: readonly string[]; member: string },
): Promise<void> {
  if (keys.length === 0) return;
  await db
    .update(importEntities)
    .set({ traits: sql`${importEntities.traits} || ${JSON.stringify({ member })}::jsonb` })
    .where(and(isOf({ ...of, side: "fiken" }), inArray(importEntities.key, [...keys])));
}

/** How many products there are of each income account and VAT type, most first. */
export async function countImportAccounts(
  db: Database,
  key: ImportKey,
): Promise<{ account: string; vatType: string; count: number }[]> {
  const account = sql<string>`${importEntities.entity}->>'incomeAccount'`;
  const vatType = sql<string>`${importEntities.entity}->>'vatType'`;
  const count = sql<number>`count(*)`.mapWith(Number);
  return db
    .select({ account, vatType, count })
    .from(importEntities)
    .where(isOf({ ...key, side: "fiken", kind: "product" }))
    .groupBy(account, vatType)
    .orderBy(sql`count(*) desc`, account, vatType);
}

/** How many customers there are of each number of days until an invoice is due, most first. */
export async function countImportDays(
  db: Database,
  key: ImportKey,
): Promise<{ days: number; count: number }[]> {
  const days = sql<number>`(${importEntities.entity}->>'daysUntilInvoicingDueDate')::int`;
  const count = sql<number>`count(*)`.mapWith(Number);
  return db
    .select({ days: days.mapWith(Number), count })
    .from(importEntities)
    .where(
      and(
        isOf({ ...key, side: "fiken", kind: "customer" }),
        sql`${importEntities.entity}->>'daysUntilInvoicingDueDate' is not null`,
      ),
    )
    .groupBy(days)
    .orderBy(sql`count(*) desc`, days);
}

/** They have served: the rows have all that is kept. */
export async function deleteImportEntities(
  db: Database,
  { installationId, importId }: ImportKey,
): Promise<void> {
  await db
    .delete(importEntities)
    .where(
      and(eq(importEntities.importId, importId), eq(importEntities.installationId, installationId)),
    );
}

function isOf({ installationId, importId, side, kind }: Of) {
  return and(
    eq(importEntities.importId, importId),
    eq(importEntities.installationId, installationId),
    eq(importEntities.side, side),
    eq(importEntities.kind, kind),
  );
}
