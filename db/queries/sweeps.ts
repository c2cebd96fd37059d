import { and, eq } from "drizzle-orm";
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

/** How far a sweep has come, or why it did not. */
export async function saveSweep(
  db: Database,
  sweep: SweepKey & { cursorAt: Date; lastRunAt: Date; lastFailure: string | null },
): Promise<void> {
  const { installationId, kind, ...values } = sweep;
  await db
    .insert(sweeps)
    .values(sweep)
    .onConflictDoUpdate({ target: [sweeps.installationId, sweeps.kind], set: values });
}
