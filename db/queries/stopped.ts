import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { installations } from "@/db/schema/installations";
import { subscriptionStandings } from "@/db/schema/subscription-standings";
import { transferSettings } from "@/db/schema/transfer-settings";

/** Why nothing of an agreement that is billed can be transferred, though nothing refuses us. */
export type StoppedBy = "not_connected" | "not_live";

type StoppedLimits = {
  /** Nothing can have been transferred since: too long. */
  quietSince: Date;
};

/**
 * Of the query's installation, left joined by `ofInstallation` to its active connection, settings and standing: it is
 * billed, so it was live, and for too long no company is connected, or another one is and nobody has gone live anew.
 */
export function isStopped({ quietSince }: StoppedLimits): SQL<boolean> {
  return sql<boolean>`coalesce(${installations.status} = 'active'
    and ${subscriptionStandings.standing} = 'active' and ${transferSettings.pausedAt} is null
    and (${connections.id} is null or ${transferSettings.liveAt} is null)
    and ${stoppedAt()} < ${quietSince.toISOString()}, false)`;
}

/** As `isStopped`; null: it is not. */
export function stoppedBy(limits: StoppedLimits): SQL<StoppedBy | null> {
  return sql<StoppedBy | null>`case when not ${isStopped(limits)} then null
    when ${connections.id} is null then 'not_connected' else 'not_live' end`;
}

/** Since when: a company that was left is not touched again, and choosing another one is what ends being live. */
export function stoppedAt(): SQL<Date> {
  const left = alias(connections, "left_company");
  return sql<Date>`coalesce(${connections.connectedAt}, (select max(${left.updatedAt}) from ${connections} left_company
    where ${left.installationId} = ${installations.id}), ${installations.installedAt})`.mapWith(
    connections.connectedAt,
  );
}

/** Over all agreements, by joins of whole tables: most are well, and nothing is looked up for each of those. */
export function stoppedIds(db: Database, limits: StoppedLimits) {
  return db
    .select({ id: installations.id })
    .from(installations)
    .innerJoin(subscriptionStandings, eq(subscriptionStandings.installationId, installations.id))
    .leftJoin(connections, isActiveConnection())
    .leftJoin(transferSettings, eq(transferSettings.installationId, installations.id))
    .where(isStopped(limits));
}

/** Of the query's installation: the company that it writes to. */
export function isActiveConnection(): SQL | undefined {
  return and(eq(connections.installationId, installations.id), eq(connections.status, "active"));
}
