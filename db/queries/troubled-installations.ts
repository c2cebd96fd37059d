import { and, asc, count, eq, inArray, min, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias, unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { grants } from "@/db/schema/grants";
import { type Installation, installations } from "@/db/schema/installations";
import { subscriptionStandings } from "@/db/schema/subscription-standings";
import { transferSettings } from "@/db/schema/transfer-settings";
import { transfers } from "@/db/schema/transfers";
import { isOfActiveConnection } from "./connections";
import {
  isUnfinished,
  lastVerifiedAt,
  type OfTransfer,
  type StillLimits,
  standsStill,
} from "./standing-still";
import {
  isActiveConnection,
  isStopped,
  type StoppedBy,
  stoppedAt,
  stoppedBy,
  stoppedIds,
} from "./stopped";

/** What stands still at an installation: when and how many, never what is in a document. */
export type TroubledInstallation = {
  installationId: string;
  agreementId: string;
  companyName: string;
  installation: Installation["status"];
  /** The connected company's grant; null: none is connected. */
  grant: "active" | "revoked" | null;
  /** It is billed and was live, and for too long nothing can be transferred. */
  stoppedBy: StoppedBy | null;
  stoppedAt: Date;
  lastVerifiedAt: Date | null;
  /** Documents have come since then, and nothing was transferred for too long. */
  isStandingStill: boolean;
  /** Tasks that wait for a person, and since when the oldest does. */
  waiting: number;
  waitingSince: Date | null;
};

/** Its place in the list, for the page behind it. `since`: to the microsecond, as the database has it. */
export type TroublePosition =
  | { isShut: true; companyName: string; installationId: string }
  | { isShut: false; since: string; transferId: string };

type Limits = StillLimits & {
  /** Tasks older than this have waited too long. */
  waitingSince: Date;
};

type Page<Position> = { after?: Position | undefined; limit: number };
type Placed = { installationId: string; position: TroublePosition };

/**
 * Over all agreements: installations whose transfers stand still. First, by company, where no door is open (Fiken or
 * Rackbeat refuses us, or it is billed and writes to no company); then where something has been unfinished longest,
 * read by index as far as the page goes, for most agreements are well.
 */
export async function listTroubledInstallations(
  db: Database,
  { after, limit, ...limits }: Limits & Page<TroublePosition>,
): Promise<(TroubledInstallation & { position: TroublePosition })[]> {
  const shut = after?.isShut === false ? [] : await listShut(db, { ...limits, after, limit });
  const rest = limit - shut.length;
  const stuck =
    rest === 0
      ? []
      : await listStuck(db, {
          ...{ ...limits, limit: rest },
          after: after?.isShut === false ? after : undefined,
        });
  return describe(db, [...shut, ...stuck], limits);
}

async function listShut(
  db: Database,
  { after, limit, ...limits }: Limits & Page<Extract<TroublePosition, { isShut: true }>>,
): Promise<Placed[]> {
  const { companyName, id } = installations;
  const found = await db
    .select({ companyName, installationId: id })
    .from(installations)
    .where(
      and(
        inArray(id, shutIds(db, limits)),
        sql`${installations.status} <> 'uninstalled'`,
        after &&
          sql`(${companyName}, ${id}) > (${after.companyName}, ${after.installationId}::uuid)`,
      ),
    )
    .orderBy(asc(companyName), asc(id))
    .limit(limit);
  return found.map((row) => ({
    installationId: row.installationId,
    position: { isShut: true, ...row },
  }));
}

/** Each for itself, refused by index: together in one condition they would be looked for among all installations. */
function shutIds(db: Database, limits: Limits) {
  return unionAll(
    db
      .select({ id: installations.id })
      .from(installations)
      .where(sql`${installations.status} = 'unreachable'`),
    db
      .select({ id: connections.installationId })
      .from(grants)
      .innerJoin(
        connections,
        and(
          eq(connections.installationId, grants.installationId),
          eq(connections.grantId, grants.id),
          eq(connections.status, "active"),
        ),
      )
      .where(sql`${grants.status} = 'revoked'`),
    stoppedIds(db, limits),
  );
}

/** From the oldest unfinished transfer on: each installation at its own oldest one. */
async function listStuck(
  db: Database,
  { after, limit, ...limits }: Limits & Page<Extract<TroublePosition, { isShut: false }>>,
): Promise<Placed[]> {
  const older = alias(transfers, "older");
  const task = alias(transfers, "task");
  const { id, installationId, requestedAt } = transfers;
  const found = await db
    .select({
      installationId,
      transferId: id,
      since: sql<string>`to_char(${requestedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    })
    .from(transfers)
    .innerJoin(installations, eq(installations.id, installationId))
    .leftJoin(transferSettings, eq(transferSettings.installationId, installationId))
    .leftJoin(connections, isActiveConnection())
    .leftJoin(subscriptionStandings, eq(subscriptionStandings.installationId, installationId))
    .where(
      and(
        isUnfinished(transfers),
        isOfActiveConnection(transfers),
        sql`${requestedAt} < ${limits.toldBefore.toISOString()}`,
        after &&
          sql`(${requestedAt}, ${id}) > (${after.since}::timestamptz, ${after.transferId}::uuid)`,
        sql`not exists (select 1 from ${transfers} older where ${older.installationId} = ${installationId}
          and ${isUnfinished(older)} and ${isOfActiveConnection(older)} and (${older.requestedAt}, ${older.id}) < (${requestedAt}, ${id}))`,
        sql`${installations.status} = 'active'`,
        sql`not ${isStopped(limits)}`,
        sql`not exists (select 1 from ${connections} join ${grants} on ${grants.id} = ${connections.grantId}
          where ${connections.installationId} = ${installationId} and ${connections.status} = 'active'
            and ${grants.status} = 'revoked')`,
        sql`(exists (select 1 from ${transfers} task where ${task.installationId} = ${installationId}
          and ${isTask(task)} and ${task.requestedAt} < ${limits.waitingSince.toISOString()})
          or ${standsStill(limits)})`,
      ),
    )
    .orderBy(asc(requestedAt), asc(id))
    .limit(limit);
  return found.map(({ installationId: itsId, ...place }) => ({
    installationId: itsId,
    position: { isShut: false, ...place },
  }));
}

async function describe(db: Database, placed: readonly Placed[], limits: Limits) {
  const ids = placed.map(({ installationId }) => installationId);
  if (ids.length === 0) return [];
  const waiting = db
    .select({
      installationId: transfers.installationId,
      count: count().as("count"),
      since: min(transfers.requestedAt).as("since"),
    })
    .from(transfers)
    .where(and(inArray(transfers.installationId, ids), isTask(transfers)))
    .groupBy(transfers.installationId)
    .as("waiting");
  const found = await db
    .select({
      installationId: installations.id,
      agreementId: installations.agreementId,
      companyName: installations.companyName,
      installation: installations.status,
      grant: grants.status,
      stoppedBy: stoppedBy(limits),
      stoppedAt: stoppedAt(),
      lastVerifiedAt: lastVerifiedAt(),
      isStandingStill: sql<boolean>`coalesce(${standsStill(limits)}, false)`,
      waiting: waiting.count,
      waitingSince: waiting.since,
    })
    .from(installations)
    .leftJoin(connections, isActiveConnection())
    .leftJoin(grants, eq(grants.id, connections.grantId))
    .leftJoin(transferSettings, eq(transferSettings.installationId, installations.id))
    .leftJoin(subscriptionStandings, eq(subscriptionStandings.installationId, installations.id))
    .leftJoin(waiting, eq(waiting.installationId, installations.id))
    .where(inArray(installations.id, ids));
  const rowOf = new Map(found.map((row) => [row.installationId, row]));
  return placed.flatMap(({ installationId, position }) => {
    const row = rowOf.get(installationId);
    return row ? [{ ...row, waiting: row.waiting ?? 0, position }] : [];
  });
}

function isTask(transfer: OfTransfer & { connectionId: AnyPgColumn }): SQL {
  return sql`(${transfer.state} in ('held', 'failed') and ${isOfActiveConnection(transfer)})`;
}
