import { desc, isNotNull, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { installations } from "@/db/schema/installations";
import { transferSettings } from "@/db/schema/transfer-settings";
import { transfers } from "@/db/schema/transfers";
import { isOfActiveConnection } from "./connections";

export type StillLimits = {
  /** Nothing was transferred since: too long. */
  quietSince: Date;
  /** What came before has had the time to be transferred. */
  toldBefore: Date;
};

/** Of `transfers`, also under another name. */
export type OfTransfer = { state: AnyPgColumn };

/** Word for word what the partial indexes are made for. */
export function isUnfinished({ state }: OfTransfer): SQL {
  return sql`${state} in ('pending', 'working', 'posted', 'checking', 'held', 'failed')`;
}

/** Of the query's installation. By the index, newest first: an agreement may have a hundred thousand transfers. */
export function lastVerifiedAt() {
  return sql<Date | null>`(select ${transfers.verifiedAt} from ${transfers}
    where ${transfers.installationId} = ${installations.id} and ${isNotNull(transfers.verifiedAt)}
    order by ${desc(transfers.verifiedAt)} limit 1)`.mapWith(transfers.verifiedAt);
}

/**
 * Of the query's installation and its transfer settings: documents have come since the last one went. A pause is
 * somebody's wish: then nothing is expected.
 */
export function standsStill({ quietSince, toldBefore }: StillLimits): SQL {
  const document = alias(transfers, "document");
  const last = sql`coalesce(${lastVerifiedAt()}, ${transferSettings.liveAt})`;
  return sql`(${transferSettings.liveAt} is not null and ${transferSettings.pausedAt} is null
    and ${last} < ${quietSince.toISOString()}
    and exists (select 1 from ${transfers} document
      where ${document.installationId} = ${installations.id} and ${isUnfinished(document)}
        and ${isOfActiveConnection(document)} and ${document.kind} in ('customer_invoice', 'supplier_invoice')
        and ${document.requestedAt} > ${last} and ${document.requestedAt} < ${toldBefore.toISOString()}))`;
}
