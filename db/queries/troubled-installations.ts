import { and, asc, count, desc, eq, isNotNull, min, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { deliveries } from "@/db/schema/deliveries";
import { grants } from "@/db/schema/grants";
import { type Installation, installations } from "@/db/schema/installations";
import { transferSettings } from "@/db/schema/transfer-settings";
import { transfers } from "@/db/schema/transfers";

/** What stands still at an installation: when and how many, never what is in a document. */
export type TroubledInstallation = {
  installationId: string;
  agreementId: string;
  companyName: string;
  installation: Installation["status"];
  /** The connected company's grant; null: none is connected. */
  grant: "active" | "revoked" | null;
  lastVerifiedAt: Date | null;
  /** Rackbeat has told of documents since then, and nothing was transferred for too long. */
  isStandingStill: boolean;
  /** Tasks that wait for a person, and since when the oldest does. */
  waiting: number;
  waitingSince: Date | null;
};

type Limits = {
  /** Nothing was transferred since: too long. */
  quietSince: Date;
  /** Documents that Rackbeat told of before have had the time to be transferred. */
  toldBefore: Date;
  /** Tasks older than this have waited too long. */
  waitingSince: Date;
};

/**
 * Over all agreements: installations whose transfers stand still. First where no door is open (Fiken or Rackbeat refuses
 * us), then where nothing is transferred, then those with the oldest tasks.
 */
export async function listTroubledInstallations(
  db: Database,
  { limit, offset, ...limits }: Limits & { limit: number; offset: number },
): Promise<TroubledInstallation[]> {
  const waiting = db
    .select({
      installationId: transfers.installationId,
      count: count().as("count"),
      since: min(transfers.requestedAt).as("since"),
    })
    .from(transfers)
    .where(sql`${transfers.state} in ('held', 'failed')`)
    .groupBy(transfers.installationId)
    .as("waiting");
  const isRefused = sql`(${installations.status} = 'unreachable' or ${grants.status} = 'revoked')`;
  const isStandingStill = standsStill(limits);
  const isTooOld = sql`${waiting.since} < ${limits.waitingSince.toISOString()}`;
  const found = await db
    .select({
      installationId: installations.id,
      agreementId: installations.agreementId,
      companyName: installations.companyName,
      installation: installations.status,
      grant: grants.status,
      lastVerifiedAt: lastVerifiedAt().mapWith(transfers.verifiedAt),
      isStandingStill: sql<boolean>`coalesce(${isStandingStill}, false)`,
      waiting: waiting.count,
      waitingSince: waiting.since,
    })
    .from(installations)
    .leftJoin(
      connections,
      and(eq(connections.installationId, installations.id), eq(connections.status, "active")),
    )
    .leftJoin(grants, eq(grants.id, connections.grantId))
    .leftJoin(transferSettings, eq(transferSettings.installationId, installations.id))
    .leftJoin(waiting, eq(waiting.installationId, installations.id))
    .where(
      and(sql`${installations.status} <> 'uninstalled'`, or(isRefused, isStandingStill, isTooOld)),
    )
    .orderBy(
      desc(sql`coalesce(${isRefused}, false)`),
      desc(sql`coalesce(${isStandingStill}, false)`),
      sql`${waiting.since} asc nulls last`,
      asc(installations.companyName),
      asc(installations.id),
    )
    .limit(limit)
    .offset(offset);
  return found.map((row) => ({ ...row, waiting: row.waiting ?? 0 }));
}

/** By the index, newest first: an agreement may have a hundred thousand transfers. */
function lastVerifiedAt() {
  return sql<Date | null>`(select ${transfers.verifiedAt} from ${transfers}
    where ${transfers.installationId} = ${installations.id} and ${isNotNull(transfers.verifiedAt)}
    order by ${desc(transfers.verifiedAt)} limit 1)`;
}

/** A pause is somebody's wish: then nothing is expected. */
function standsStill({ quietSince, toldBefore }: Limits) {
  const last = sql`coalesce(${lastVerifiedAt()}, ${transferSettings.liveAt})`;
  return sql`(${transferSettings.liveAt} is not null and ${transferSettings.pausedAt} is null
    and ${last} < ${quietSince.toISOString()}
    and exists (select 1 from ${deliveries}
      where ${deliveries.installationId} = ${installations.id} and ${deliveries.outcome} = 'accepted'
        and ${deliveries.entityKind} in ('customer_invoice', 'supplier_invoice')
        and ${deliveries.receivedAt} > ${last} and ${deliveries.receivedAt} < ${toldBefore.toISOString()}))`;
}
