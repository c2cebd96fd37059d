import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { findLastDeliveryAt } from "@/db/queries/deliveries";
import { findCurrentGrant } from "@/db/queries/grants";
import type { Installation } from "@/db/schema/installations";
import { isSweptKind, SWEPT_KINDS } from "@/lib/transfer/intake/swept-kinds";
import { listWatchedKinds, type WatchedKind } from "@/lib/transfer/intake/watched-kinds";

/** A list that was due this many times without being looked through to its end is out of sight. */
const MISSED_TURNS = 3;

/** What a set of lists is known of. */
export type Sight = {
  /**
   * `current`: each was looked through a short while ago. `looking`: one never was yet, or is begun anew. `lost`: one
   * was looked through too long ago, or never, and the attempt failed. A single failure soon after a look loses nothing.
   */
  state: "current" | "looking" | "lost";
  /** By then at the latest, every list had been looked through; null where one has not yet. */
  completeAt: Date | null;
  hasFailed: boolean;
};

/** Whether both systems let us in, and how we get to know of changes. */
export type ConnectionHealth = {
  isRackbeatReachable: boolean;
  /** Null where no company is connected, or Fiken no longer accepts our access. */
  fikenCompany: string | null;
  webhooks: {
    /** Kinds of entity that Rackbeat tells us of at once, of those that are transferred. */
    told: number;
    kinds: number;
    lastAt: Date | null;
  };
  /** Of all lists that are looked through. */
  sweeps: Sight;
  /** Of those of documents: whether anything booked may have escaped us. */
  documents: Sight;
};

export async function readConnectionHealth(
  db: Database,
  {
    installation: { id: installationId, status },
    now,
  }: { installation: Pick<Installation, "id" | "status">; now: Date },
): Promise<ConnectionHealth> {
  const [connection, grant, kinds, lastAt] = await Promise.all([
    findActiveConnection(db, { installationId }),
    findCurrentGrant(db, { installationId }),
    listWatchedKinds(db, { installationId }),
    findLastDeliveryAt(db, { installationId }),
  ]);
  return {
    isRackbeatReachable: status !== "unreachable",
    fikenCompany: (grant && connection?.companyName) ?? null,
    webhooks: {
      told: kinds.filter(({ hasWebhook }) => hasWebhook).length,
      kinds: kinds.length,
      lastAt,
    },
    sweeps: sightOf(kinds, now),
    documents: sightOf(kinds.filter(isDocumentList), now),
  };
}

function isDocumentList({ kind }: WatchedKind): boolean {
  return isSweptKind(kind) && SWEPT_KINDS[kind].type === "document";
}

/** Of the kinds among them that have a list to look through. */
export function sightOf(kinds: readonly WatchedKind[], now: Date): Sight {
  const swept = kinds.flatMap(({ everyMinutes, ...kind }) =>
    everyMinutes === null ? [] : [{ ...kind, everyMinutes }],
  );
  const runs = swept.flatMap(({ lastRunAt }) => lastRunAt?.getTime() ?? []);
  const isComplete = runs.length === swept.length;
  const hasFailed = swept.some((kind) => kind.hasFailed);
  const isLost = swept.some((kind) =>
    kind.lastRunAt === null
      ? kind.hasFailed
      : now.getTime() - kind.lastRunAt.getTime() > MISSED_TURNS * kind.everyMinutes * 60_000,
  );
  return {
    state: isLost ? "lost" : isComplete ? "current" : "looking",
    completeAt: isComplete && runs.length > 0 ? new Date(Math.min(...runs)) : null,
    hasFailed,
  };
}
