import { desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Delivery, deliveries } from "@/db/schema/deliveries";

/** Stored as seen; the body is cut at 10,000 characters. */
export async function insertDelivery(
  db: Database,
  delivery: Omit<typeof deliveries.$inferInsert, "id">,
): Promise<void> {
  // Postgres text holds no NUL; everything else is kept as it came.
  const body = delivery.body.slice(0, 10_000).replaceAll("\u0000", "\uFFFD");
  await db.insert(deliveries).values({ ...delivery, body });
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
