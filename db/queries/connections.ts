import { and, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { type Connection, connections } from "@/db/schema/connections";
import { installations } from "@/db/schema/installations";
import { getGrant } from "./grants";

type ConnectionKey = { installationId: string; connectionId: string };

export async function findActiveConnection(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Connection | null> {
  const [connection] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.installationId, installationId), eq(connections.status, "active")));
  return connection ?? null;
}

/** The active one; where there is none, the one that was connected last. Null: none ever was. */
export async function findLatestConnection(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Connection | null> {
  const [connection] = await db
    .select()
    .from(connections)
    .where(eq(connections.installationId, installationId))
    .orderBy(desc(sql`${connections.status} = 'active'`), desc(connections.connectedAt))
    .limit(1);
  return connection ?? null;
}

/** Names of the companies that the installation has left, by connection. */
export async function listLeftCompanies(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: connections.id, companyName: connections.companyName })
    .from(connections)
    .where(
      and(eq(connections.installationId, installationId), eq(connections.status, "disconnected")),
    );
  return new Map(rows.map(({ id, companyName }) => [id, companyName]));
}

/**
 * Of the company that its installation writes to now. What was asked for another one rests, and concerns nobody, until
 * that company is chosen again.
 */
export function isOfActiveConnection({ connectionId }: { connectionId: AnyPgColumn }): SQL {
  return sql`exists (select 1 from ${connections}
    where ${connections.id} = ${connectionId} and ${connections.status} = 'active')`;
}

export async function getConnection(db: Database, key: ConnectionKey): Promise<Connection> {
  const [connection] = await db.select().from(connections).where(isConnection(key));
  if (!connection) throw new Error(`Connection ${key.connectionId} does not exist`);
  return connection;
}

type Company = Omit<Connection, "id" | "status" | "createdAt" | "updatedAt">;

/** Makes this company the installation's only active one. The same company again is the same row, with its bindings. */
export async function activateConnection(db: Database, company: Company): Promise<Connection> {
  const { installationId, companySlug, grantId } = company;
  return db.transaction(async (tx) => {
    // Two choices at once take turns, else each would miss the other's row and break on the one that is active.
    await tx
      .select({ id: installations.id })
      .from(installations)
      .where(eq(installations.id, installationId))
      .for("update");
    await getGrant(tx, { installationId, grantId });
    await tx
      .update(connections)
      .set({ status: "disconnected" })
      .where(
        and(
          eq(connections.installationId, installationId),
          eq(connections.status, "active"),
          ne(connections.companySlug, companySlug),
        ),
      );
    const [active] = await tx
      .insert(connections)
      .values(company)
      .onConflictDoUpdate({
        target: [connections.installationId, connections.companySlug],
        set: { ...company, status: "active" },
      })
      .returning();
    if (!active) throw new Error(`Connection to ${companySlug} was neither made nor updated`);
    return active;
  });
}

/** After a reconnect the company is reached by another grant. */
export async function rebindConnectionGrant(
  db: Database,
  { installationId, connectionId, grantId }: ConnectionKey & { grantId: string },
): Promise<void> {
  // A grant of another installation must never end up here: it would write into a stranger's books.
  await getGrant(db, { installationId, grantId });
  await db
    .update(connections)
    .set({ grantId })
    .where(isConnection({ installationId, connectionId }));
}

export async function disconnect(db: Database, key: ConnectionKey): Promise<void> {
  await db.update(connections).set({ status: "disconnected" }).where(isConnection(key));
}

function isConnection({ installationId, connectionId }: ConnectionKey) {
  return and(eq(connections.id, connectionId), eq(connections.installationId, installationId));
}
