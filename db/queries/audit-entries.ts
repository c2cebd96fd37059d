import { and, desc, eq, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type AuditEntry, auditEntries } from "@/db/schema/audit-entries";

export async function appendAuditEntry(db: Database, entry: Omit<AuditEntry, "id">): Promise<void> {
  await db.insert(auditEntries).values(entry);
}

/** Newest first, of one agreement or over all of them; `before` is the last id of the page before. */
export async function listAuditEntries(
  db: Database,
  {
    installationId,
    before,
    limit,
  }: { installationId?: string | undefined; before?: number | undefined; limit: number },
): Promise<AuditEntry[]> {
  return db
    .select()
    .from(auditEntries)
    .where(
      and(
        installationId === undefined ? undefined : eq(auditEntries.installationId, installationId),
        before === undefined ? undefined : lt(auditEntries.id, before),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit);
}
