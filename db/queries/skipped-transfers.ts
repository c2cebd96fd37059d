import { and, count, eq, inArray, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type EntityKind, transfers } from "@/db/schema/transfers";
import { isOfActiveConnection } from "./connections";

type TransferKey = { installationId: string; transferId: string };

const DOCUMENTS: EntityKind[] = ["customer_invoice", "supplier_invoice"];

/** Documents that a person has left out: few, for each was chosen by hand. */
export async function countSkippedDocuments(
  db: Database,
  { installationId }: { installationId: string },
): Promise<number> {
  const [skipped] = await db
    .select({ count: count() })
    .from(transfers)
    .where(
      and(
        eq(transfers.installationId, installationId),
        isOfActiveConnection(transfers),
        eq(transfers.state, "skipped"),
        inArray(transfers.kind, DOCUMENTS),
      ),
    );
  return skipped?.count ?? 0;
}

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
  return and(
    eq(transfers.id, transferId),
    eq(transfers.installationId, installationId),
    isOfActiveConnection(transfers),
  );
}
