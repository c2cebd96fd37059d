import { desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Delivery, deliveries } from "@/db/schema/deliveries";

type NewDelivery = Omit<typeof deliveries.$inferInsert, "id">;

export async function insertDelivery(db: Database, delivery: NewDelivery): Promise<void> {
  await insertDeliveries(db, [delivery]);
}

/** Stored as seen; a body is cut at 10,000 characters. */
export async function insertDeliveries(db: Database, seen: readonly NewDelivery[]): Promise<void> {
  if (seen.length === 0) return;
  // Postgres text holds no NUL; everything else is kept as it came.
  const kept = seen.map((delivery) => ({
    ...delivery,
    body: delivery.body.slice(0, 10_000).replaceAll("\u0000", "\uFFFD"),
  }));
  await db.insert(deliveries).values(kept);
}

export async function listDeliveries(
  db: Database,
  { installationId, limit = 50 }: { installationId: string; limit?: number },
): Promise<Delivery[]> {
  return db
    .select()
    .from(deliveries)
    .where(eq(deliveries.installationId, installationId))
    .orderBy(desc(deliveries.receivedAt))
    .limit(limit);
}

/** When Rackbeat last told us of anything; null where it never did. */
export async function findLastDeliveryAt(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Date | null> {
  const [last] = await db
    .select({ receivedAt: deliveries.receivedAt })
    .from(deliveries)
    .where(eq(deliveries.installationId, installationId))
    .orderBy(desc(deliveries.receivedAt))
    .limit(1);
  return last?.receivedAt ?? null;
}
