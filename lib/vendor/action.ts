import type { Database } from "@/db/client";
import { appendAuditEntry } from "@/db/queries/audit-entries";
import type { AuditEntry } from "@/db/schema/audit-entries";

/** Who acts: the address of the signed-in person, and when. */
export type Acting = { actor: string; now: Date };

/** Everything that can be done on the dashboard, as the audit log names it. Stored: they never change. */
export type VendorAction =
  | "session.signed_in"
  | "session.refused"
  | "session.signed_out"
  | "month.closed"
  | "export.downloaded"
  | "price.agreed"
  | "price.ended"
  | "trial.set"
  | "free_month.granted"
  | "free_month.withdrawn"
  | "party.set"
  | "take_over.begun"
  | "take_over.reversed"
  | "hand_over.taken_in"
  | "agreement.removed"
  | "note.written";

/** Within the transaction of what was done, so that neither stands without the other. */
export async function writeAudit(
  db: Database,
  { actor, now }: Acting,
  entry: { action: VendorAction; installationId?: string | null } & Partial<
    Pick<AuditEntry, "details">
  >,
): Promise<void> {
  const { action, installationId = null, details = {} } = entry;
  await appendAuditEntry(db, { at: now, actor, action, installationId, details });
}
