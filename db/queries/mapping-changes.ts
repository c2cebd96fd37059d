import { and, desc, eq, getTableColumns, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { installations } from "@/db/schema/installations";
import { type MappingChangeRow, mappingChanges } from "@/db/schema/mapping-changes";

type InstallationKey = { installationId: string };

export async function insertMappingChange(
  db: Database,
  change: Pick<
    MappingChangeRow,
    "installationId" | "at" | "origin" | "undoes" | "rules" | "released"
  >,
): Promise<void> {
  await db.insert(mappingChanges).values(change);
}

/** With the moment of the change that it took back. */
export type ListedMappingChange = MappingChangeRow & { undoneAt: Date | null };

/** Newest first; `before` is the last id of the page before. */
export async function listMappingChanges(
  db: Database,
  { installationId, before, limit }: InstallationKey & { before: number | null; limit: number },
): Promise<ListedMappingChange[]> {
  const undone = alias(mappingChanges, "undone");
  const ofInstallation = eq(mappingChanges.installationId, installationId);
  return db
    .select({ ...getTableColumns(mappingChanges), undoneAt: undone.at })
    .from(mappingChanges)
    .leftJoin(undone, eq(undone.id, mappingChanges.undoes))
    .where(before === null ? ofInstallation : and(ofInstallation, lt(mappingChanges.id, before)))
    .orderBy(desc(mappingChanges.id))
    .limit(limit);
}

export async function findMappingChange(
  db: Database,
  { installationId, changeId }: InstallationKey & { changeId: number },
): Promise<MappingChangeRow | null> {
  const [change] = await db
    .select()
    .from(mappingChanges)
    .where(and(eq(mappingChanges.installationId, installationId), eq(mappingChanges.id, changeId)));
  return change ?? null;
}

/** One save at a time, so that what the history calls "before" is what was replaced. For a transaction. */
export async function lockMapping(
  db: Database,
  { installationId }: InstallationKey,
): Promise<void> {
  await db
    .select({ id: installations.id })
    .from(installations)
    .where(eq(installations.id, installationId))
    // Leaves rows that refer to the installation, of webhooks for example, free to be written.
    .for("no key update");
}
