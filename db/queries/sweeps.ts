import { and, eq, sql } from "drizzle-orm";
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

/** The sweep has come to its end. Of two at once, the cursor of the later one stays. */
export async function saveSweep(
  db: Database,
  { installationId, kind, cursorAt, lastRunAt }: SweepKey & { cursorAt: Date; lastRunAt: Date },
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
