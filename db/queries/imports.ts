import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  type Import,
  type ImportChoices,
  type ImportCursor,
  type ImportStatus,
  imports,
} from "@/db/schema/imports";
import type { Problem } from "@/lib/errors/catalog";

type InstallationKey = { installationId: string };
export type ImportKey = { installationId: string; importId: string };
/** One plan of an import: a later one has another revision. */
export type PlanKey = ImportKey & { revision: number };

/** The agreement's only import; null where none was begun. */
export async function findImport(
  db: Database,
  { installationId }: InstallationKey,
): Promise<Import | null> {
  const [found] = await db.select().from(imports).where(eq(imports.installationId, installationId));
  return found ?? null;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockImport(
  tx: Database,
  { installationId }: InstallationKey,
): Promise<Import | null> {
  const [found] = await tx
    .select()
    .from(imports)
    .where(eq(imports.installationId, installationId))
    .for("update");
  return found ?? null;
}

type Begun = InstallationKey & {
  connectionId: string;
  choices: ImportChoices;
  cursor: ImportCursor;
};

/** Begins to plan, anew where an earlier plan has not been run. Null: it has been, and there is no second one. */
export async function beginImport(db: Database, begun: Begun): Promise<Import | null> {
  const { connectionId, choices, cursor } = begun;
  const [written] = await db
    .insert(imports)
    .values(begun)
    .onConflictDoUpdate({
      target: imports.installationId,
      set: {
        ...{ connectionId, choices, cursor, status: "planning", failure: null, plannedAt: null },
        revision: sql`${imports.revision} + 1`,
        updatedAt: sql`now()`,
      },
      setWhere: inArray(imports.status, ["planning", "planned"]),
    })
    .returning();
  return written ?? null;
}

/** Moves the plan on from `from`, and forgets why it stood still. False: another has moved it, or it is an earlier one. */
export async function advancePlan(
  db: Database,
  { from, to, ...key }: PlanKey & { from: ImportCursor; to: ImportCursor },
): Promise<boolean> {
  return isOne(
    await db
      .update(imports)
      .set({ cursor: to, failure: null, updatedAt: new Date() })
      .where(and(isPlan(key, "planning"), sql`${imports.cursor} = ${JSON.stringify(from)}::jsonb`))
      .returning({ id: imports.id }),
  );
}

/** Every row has its proposal. False as for advancePlan. */
export async function markPlanned(
  db: Database,
  { from, now, ...key }: PlanKey & { from: ImportCursor; now: Date },
): Promise<boolean> {
  return isOne(
    await db
      .update(imports)
      .set({ status: "planned", plannedAt: now, failure: null })
      .where(and(isPlan(key, "planning"), sql`${imports.cursor} = ${JSON.stringify(from)}::jsonb`))
      .returning({ id: imports.id }),
  );
}

/** Why the plan stands still. */
export async function recordPlanFailure(
  db: Database,
  { failure, ...key }: PlanKey & { failure: Problem },
): Promise<void> {
  await db.update(imports).set({ failure }).where(isPlan(key, "planning"));
}

function isPlan({ installationId, importId, revision }: PlanKey, status: ImportStatus) {
  return and(
    eq(imports.id, importId),
    eq(imports.installationId, installationId),
    eq(imports.revision, revision),
    eq(imports.status, status),
  );
}

function isOne(rows: { id: string }[]): boolean {
  return rows.length === 1;
}
