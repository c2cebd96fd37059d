import { and, eq, gte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Sweep, sweeps } from "@/db/schema/sweeps";
import type { EntityKind } from "@/db/schema/transfers";

type SweepKey = { installationId: string; kind: EntityKind };

export async function findSweep(
  db: Database,
  { installationId, kind }: SweepKey,
): Promise<Sweep | null> {
  const [sweep] = await db
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.installationId, installationId), eq(sweeps.kind, kind)));
  return sweep ?? null;
}

export async function listSweeps(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Sweep[]> {
  return db.select().from(sweeps).where(eq(sweeps.installationId, installationId));
}

/**
 * The sweep has come to its end. Of two at once, the cursor of the later one stays; one that was set back while the
 * sweep ran stays as well, for what lies before `since` was not looked at.
 */
export async function saveSweep(
  db: Database,
  {
    installationId,
    kind,
    since,
    cursorAt,
    lastRunAt,
  }: SweepKey & { since: Date; cursorAt: Date; lastRunAt: Date },
): Promise<void> {
  await db
    .insert(sweeps)
    .values({ installationId, kind, cursorAt, lastRunAt })
    .onConflictDoUpdate({
      target: [sweeps.installationId, sweeps.kind],
      set: {
        cursorAt: sql`greatest(${sweeps.cursorAt}, excluded.cursor_at)`,
        lastRunAt,
        lastFailure: null,
      },
      setWhere: gte(sweeps.cursorAt, since),
    });
}

/** The next sweep begins there, and is due at once. */
export async function setSweepBack(
  db: Database,
  { installationId, kind, cursorAt }: SweepKey & { cursorAt: Date },
): Promise<void> {
  await db
    .insert(sweeps)
    .values({ installationId, kind, cursorAt })
    .onConflictDoUpdate({
      target: [sweeps.installationId, sweeps.kind],
      set: { cursorAt: sql`least(${sweeps.cursorAt}, excluded.cursor_at)`, lastRunAt: null },
    });
}

/** Why the sweep did not come to its end. `cursorAt` is where the first one begins; a cursor that there is stays. */
export async function saveSweepFailure(
  db: Database,
  {
    installationId,
    kind,
    cursorAt,
    lastFailure,
  }: SweepKey & { cursorAt: Date; lastFailure: string },
): Promise<void> {
  await db
    .insert(sweeps)
    .values({ installationId, kind, cursorAt, lastFailure })
    .onConflictDoUpdate({
      target: [sweeps.installationId, sweeps.kind],
      set: { lastFailure },
    });
}
