import { and, count, eq, gte, inArray, min, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { grants } from "@/db/schema/grants";
import { type Installation, installations } from "@/db/schema/installations";
import { subscriptionStandings } from "@/db/schema/subscription-standings";
import { transferSettings } from "@/db/schema/transfer-settings";
import { transfers } from "@/db/schema/transfers";
import { isOfActiveConnection } from "./connections";
import { lastVerifiedAt, type StillLimits, standsStill } from "./standing-still";
import { isActiveConnection, type StoppedBy, stoppedBy } from "./stopped";

/** What the vendor may see of an agreement's transfers: when and how many, never what is in them. */
export type AgreementHealth = {
  installationId: string;
  installation: Installation["status"];
  /** Null: no Fiken company is connected. */
  grant: "active" | "revoked" | null;
  /** It is billed and was live, and for too long nothing can be transferred. */
  stoppedBy: StoppedBy | null;
  lastVerifiedAt: Date | null;
  /** Documents have come since then, and nothing was transferred for too long. */
  isStandingStill: boolean;
  documentsSince: number;
  waiting: number;
  waitingSince: Date | null;
};

/** Of the agreements on one page of the vendor's list; `since`: from when on documents are counted. */
export async function listAgreementHealth(
  db: Database,
  {
    installationIds,
    since,
    ...limits
  }: { installationIds: readonly string[]; since: Date } & StillLimits,
): Promise<AgreementHealth[]> {
  if (installationIds.length === 0) return [];
  const ids = [...installationIds];
  const standing = await db
    .select({
      installationId: installations.id,
      installation: installations.status,
      grant: grants.status,
      stoppedBy: stoppedBy(limits),
      lastVerifiedAt: lastVerifiedAt(),
      isStandingStill: sql<boolean>`coalesce(${standsStill(limits)}, false)`,
    })
    .from(installations)
    .leftJoin(connections, isActiveConnection())
    .leftJoin(grants, eq(grants.id, connections.grantId))
    .leftJoin(transferSettings, eq(transferSettings.installationId, installations.id))
    .leftJoin(subscriptionStandings, eq(subscriptionStandings.installationId, installations.id))
    .where(inArray(installations.id, ids));
  const documents = new Map(
    (await countDocuments(db, ids, since)).map((row) => [row.installationId, row.count]),
  );
  const waiting = new Map((await countWaiting(db, ids)).map((row) => [row.installationId, row]));
  return standing.map(({ installationId, ...row }) => ({
    ...row,
    installationId,
    documentsSince: documents.get(installationId) ?? 0,
    waiting: waiting.get(installationId)?.count ?? 0,
    waitingSince: waiting.get(installationId)?.since ?? null,
  }));
}

function countDocuments(db: Database, ids: string[], since: Date) {
  return db
    .select({ installationId: transfers.installationId, count: count() })
    .from(transfers)
    .where(
      and(
        inArray(transfers.installationId, ids),
        gte(transfers.verifiedAt, since),
        inArray(transfers.kind, ["customer_invoice", "supplier_invoice"]),
      ),
    )
    .groupBy(transfers.installationId);
}

function countWaiting(db: Database, ids: string[]) {
  return db
    .select({
      installationId: transfers.installationId,
      count: count(),
      since: min(transfers.requestedAt),
    })
    .from(transfers)
    .where(
      and(
        inArray(transfers.installationId, ids),
        isOfActiveConnection(transfers),
        sql`${transfers.state} in ('held', 'failed')`,
      ),
    )
    .groupBy(transfers.installationId);
}
