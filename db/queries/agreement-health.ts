import { and, count, desc, eq, gte, inArray, isNotNull, min, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { grants } from "@/db/schema/grants";
import { type Installation, installations } from "@/db/schema/installations";
import { transfers } from "@/db/schema/transfers";

/** What the vendor may see of an agreement's transfers: when and how many, never what is in them. */
export type AgreementHealth = {
  installationId: string;
  installation: Installation["status"];
  /** Null: no Fiken company is connected. */
  grant: "active" | "revoked" | null;
  lastVerifiedAt: Date | null;
  documentsSince: number;
  waiting: number;
  waitingSince: Date | null;
};

/** Of the agreements on one page of the vendor's list; `since`: from when on documents are counted. */
export async function listAgreementHealth(
  db: Database,
  { installationIds, since }: { installationIds: readonly string[]; since: Date },
): Promise<AgreementHealth[]> {
  if (installationIds.length === 0) return [];
  const ids = [...installationIds];
  const standing = await db
    .select({
      installationId: installations.id,
      installation: installations.status,
      grant: grants.status,
      lastVerifiedAt: lastVerifiedAt(),
    })
    .from(installations)
    .leftJoin(
      connections,
      and(eq(connections.installationId, installations.id), eq(connections.status, "active")),
    )
    .leftJoin(grants, eq(grants.id, connections.grantId))
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

/** By the index, newest first: an agreement may have a hundred thousand transfers. */
function lastVerifiedAt() {
  return sql<Date | null>`(select ${transfers.verifiedAt} from ${transfers}
    where ${transfers.installationId} = ${installations.id} and ${isNotNull(transfers.verifiedAt)}
    order by ${desc(transfers.verifiedAt)} limit 1)`.mapWith(transfers.verifiedAt);
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
      and(inArray(transfers.installationId, ids), sql`${transfers.state} in ('held', 'failed')`),
    )
    .groupBy(transfers.installationId);
}
