import { and, arrayOverlaps, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transfers } from "@/db/schema/transfers";
import { causeKey, type Problem } from "@/lib/errors/catalog";
import { isOfActiveConnection } from "./connections";

/**
 * Makes due what waits for the document with that number, or was held for not knowing it: the credit notes on it.
 * Those that are being worked on look for themselves. Returns the ids.
 */
export async function releaseCreditNotesOn(
  db: Database,
  {
    installationId,
    connectionId,
    original,
    now,
  }: { installationId: string; connectionId: string; original: string; now: Date },
): Promise<string[]> {
  const waits: Problem = { code: "document.waits_for_original", details: { number: "", original } };
  const unknown = [
    { code: "document.credit_not_reversible", details: { original, reason: "original_unknown" } },
  ];
  const released = await db
    .update(transfers)
    .set({ state: "pending", dueAt: now, attempts: 0 })
    .where(
      and(
        eq(transfers.installationId, installationId),
        eq(transfers.connectionId, connectionId),
        eq(transfers.kind, "customer_invoice"),
        isNull(transfers.claim),
        or(
          and(eq(transfers.state, "pending"), arrayOverlaps(transfers.causes, [causeKey(waits)])),
          and(
            inArray(transfers.state, ["held", "failed"]),
            sql`${transfers.problems} @> ${JSON.stringify(unknown)}::jsonb`,
          ),
        ),
      ),
    )
    .returning({ id: transfers.id });
  return released.map(({ id }) => id);
}

/** The same for whatever original, where what a credit note becomes has been chosen anew. */
export async function hastenCreditNotes(
  db: Database,
  { installationId, now }: { installationId: string; now: Date },
): Promise<void> {
  await db
    .update(transfers)
    .set({ dueAt: now })
    .where(
      and(
        eq(transfers.installationId, installationId),
        isOfActiveConnection(transfers),
        eq(transfers.state, "pending"),
        isNull(transfers.claim),
        sql`exists (select from unnest(${transfers.causes}) cause
          where cause like 'document.waits_for_original:%')`,
      ),
    );
}
