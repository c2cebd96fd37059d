import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transfers } from "@/db/schema/transfers";

type TransferKey = { installationId: string; transferId: string };

/** What waits for a person is left as it is, and belongs to no task any more. False: it waits for nobody. */
export async function skipStopped(db: Database, key: TransferKey): Promise<boolean> {
  const skipped = await db
    .update(transfers)
    .set({ state: "skipped", causes: [] })
    .where(
      and(isTransfer(key), inArray(transfers.state, ["held", "failed"]), isNull(transfers.claim)),
    )
    .returning({ id: transfers.id });
  return skipped.length > 0;
}

/** Back in line. False: it was not skipped. */
export async function requeueSkipped(
  db: Database,
  { now, ...key }: TransferKey & { now: Date },
): Promise<boolean> {
  const requeued = await db
    .update(transfers)
    .set({ state: "pending", dueAt: now, attempts: 0 })
    .where(and(isTransfer(key), eq(transfers.state, "skipped")))
    .returning({ id: transfers.id });
  return requeued.length > 0;
}

function isTransfer({ installationId, transferId }: TransferKey) {
  return and(eq(transfers.id, transferId), eq(transfers.installationId, installationId));
}
