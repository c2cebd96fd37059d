import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Binding, bindings } from "@/db/schema/bindings";
import { type Connection, connections } from "@/db/schema/connections";
import { digests } from "@/db/schema/digests";
import { imports } from "@/db/schema/imports";
import { type Installation, installations } from "@/db/schema/installations";
import { type MappingChangeRow, mappingChanges } from "@/db/schema/mapping-changes";
import { accountMappings, vatMappings } from "@/db/schema/mappings";
import { type Posting, postings } from "@/db/schema/postings";
import { productGroups } from "@/db/schema/product-groups";
import { type Sweep, sweeps } from "@/db/schema/sweeps";
import { type TransferEvent, transferEvents } from "@/db/schema/transfer-events";
import { transferSettings } from "@/db/schema/transfer-settings";
import { type Transfer, transfers } from "@/db/schema/transfers";

/** Whole tables of one installation, for taking them along: the only queries that go past one table each. */

type InstallationKey = { installationId: string };
/** `after`: the last id of the page before. */
type Page = InstallationKey & { after: string | null; limit: number };

/** Disconnected ones too: their bindings count the day the company is chosen again. */
export async function listConnections(
  db: Database,
  { installationId }: InstallationKey,
): Promise<Connection[]> {
  return db
    .select()
    .from(connections)
    .where(eq(connections.installationId, installationId))
    .orderBy(asc(connections.id));
}

export async function listAllSweeps(
  db: Database,
  { installationId }: InstallationKey,
): Promise<Sweep[]> {
  return db
    .select()
    .from(sweeps)
    .where(eq(sweeps.installationId, installationId))
    .orderBy(asc(sweeps.kind));
}

export async function listChangesInOrder(
  db: Database,
  { installationId }: InstallationKey,
): Promise<MappingChangeRow[]> {
  return db
    .select()
    .from(mappingChanges)
    .where(eq(mappingChanges.installationId, installationId))
    .orderBy(asc(mappingChanges.id));
}

export async function listBindingPage(
  db: Database,
  { installationId, after, limit }: Page,
): Promise<Binding[]> {
  const ofInstallation = eq(bindings.installationId, installationId);
  return db
    .select()
    .from(bindings)
    .where(after === null ? ofInstallation : and(ofInstallation, gt(bindings.id, after)))
    .orderBy(asc(bindings.id))
    .limit(limit);
}

export async function listTransferPage(
  db: Database,
  { installationId, after, limit }: Page,
): Promise<Transfer[]> {
  const ofInstallation = eq(transfers.installationId, installationId);
  return db
    .select()
    .from(transfers)
    .where(after === null ? ofInstallation : and(ofInstallation, gt(transfers.id, after)))
    .orderBy(asc(transfers.id))
    .limit(limit);
}

type OfTransfers = InstallationKey & { transferIds: string[] };

export async function listPostingsOfTransfers(
  db: Database,
  { installationId, transferIds }: OfTransfers,
): Promise<Posting[]> {
  return db
    .select()
    .from(postings)
    .where(
      and(eq(postings.installationId, installationId), inArray(postings.transferId, transferIds)),
    )
    .orderBy(asc(postings.transferId), asc(postings.intentAt), asc(postings.id));
}

type PlaceInEvents = { after: Pick<TransferEvent, "transferId" | "id"> | null; limit: number };

export async function listEventsOfTransfers(
  db: Database,
  { installationId, transferIds, after, limit }: OfTransfers & PlaceInEvents,
): Promise<TransferEvent[]> {
  const { transferId, id } = transferEvents;
  return db
    .select()
    .from(transferEvents)
    .where(
      and(
        eq(transferEvents.installationId, installationId),
        inArray(transferId, transferIds),
        after === null
          ? undefined
          : sql`(${transferId}, ${id}) > (${after.transferId}::uuid, ${after.id})`,
      ),
    )
    .orderBy(asc(transferId), asc(id))
    .limit(limit);
}

/** Whether an installation owns nothing yet that an import would meet. */
export async function findAnythingOwned(
  db: Database,
  { installationId }: InstallationKey,
): Promise<string | null> {
  for (const table of [connections, accountMappings, vatMappings, transferSettings, digests]) {
    const [row] = await db
      .select({ installationId: table.installationId })
      .from(table)
      .where(eq(table.installationId, installationId))
      .limit(1);
    if (row) return row.installationId;
  }
  return null;
}

/** Forgets how far Rackbeat was looked through, and which product groups were seen there. */
export async function deleteSightings(
  db: Database,
  { installationId }: InstallationKey,
): Promise<void> {
  await db.delete(sweeps).where(eq(sweeps.installationId, installationId));
  await db.delete(productGroups).where(eq(productGroups.installationId, installationId));
}

/** An agreement that another database had, as uninstalled there: it keeps its id. */
export async function insertUninstalled(
  db: Database,
  installation: Omit<typeof installations.$inferInsert, "status"> & { uninstalledAt: Date },
): Promise<Installation> {
  const [written] = await db
    .insert(installations)
    .values({ ...installation, status: "uninstalled" })
    .returning();
  if (!written) throw new Error("The installation was not inserted");
  return written;
}

const TABLES = {
  settings: transferSettings,
  digest: digests,
  product_group: productGroups,
  account_mapping: accountMappings,
  vat_mapping: vatMappings,
  sweep: sweeps,
  connection: connections,
  binding: bindings,
  transfer: transfers,
  posting: postings,
  transfer_event: transferEvents,
  import: imports,
};
type Tables = typeof TABLES;
export type HandedOver = keyof Tables;

/** Writes rows that another database had, as they were there. */
export async function insertHandedOver<Name extends HandedOver>(
  db: Database,
  name: Name,
  rows: Tables[Name]["$inferInsert"][],
): Promise<void> {
  // Safe: the rows are of the table of that name, which its type cannot show for a name that is not known.
  if (rows.length > 0) await db.insert<Tables[HandedOver]>(TABLES[name]).values(rows as never);
}

/** Answers the id that it has here: what undoes it refers to that. */
export async function insertChangeAnew(
  db: Database,
  change: Omit<typeof mappingChanges.$inferInsert, "id">,
): Promise<number> {
  const [written] = await db
    .insert(mappingChanges)
    .values(change)
    .returning({ id: mappingChanges.id });
  if (!written) throw new Error("The change was not inserted");
  return written.id;
}
