import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type TransferEvent, transferEvents } from "@/db/schema/transfer-events";

export type NewTransferEvent = Pick<
  typeof transferEvents.$inferInsert,
  "installationId" | "transferId" | "at" | "event" | "details"
>;

/** Adds to a transfer's timeline. */
export async function appendTransferEvents(
  db: Database,
  events: readonly NewTransferEvent[],
): Promise<void> {
  if (events.length > 0) await db.insert(transferEvents).values([...events]);
}

export async function listTransferEvents(
  db: Database,
  { installationId, transferId }: { installationId: string; transferId: string },
): Promise<TransferEvent[]> {
  return db
    .select()
    .from(transferEvents)
    .where(
      and(
        eq(transferEvents.installationId, installationId),
        eq(transferEvents.transferId, transferId),
      ),
    )
    .orderBy(asc(transferEvents.id));
}
