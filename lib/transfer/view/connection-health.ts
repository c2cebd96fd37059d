import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { findLastDeliveryAt } from "@/db/queries/deliveries";
import { findCurrentGrant } from "@/db/queries/grants";
import type { Installation } from "@/db/schema/installations";
import { listWatchedKinds } from "@/lib/transfer/intake/watched-kinds";

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
  sweeps: {
    /** By then at the latest, every list has been looked through; null where one has not yet. */
    completeAt: Date | null;
    hasFailed: boolean;
  };
};

export async function readConnectionHealth(
  db: Database,
  { id: installationId, status }: Pick<Installation, "id" | "status">,
): Promise<ConnectionHealth> {
  const [connection, grant, kinds, lastAt] = await Promise.all([
    findActiveConnection(db, { installationId }),
    findCurrentGrant(db, { installationId }),
    listWatchedKinds(db, { installationId }),
    findLastDeliveryAt(db, { installationId }),
  ]);
  const swept = kinds.filter(({ everyMinutes }) => everyMinutes !== null);
  const runs = swept.flatMap(({ lastRunAt }) => lastRunAt?.getTime() ?? []);
  const isComplete = runs.length === swept.length && runs.length > 0;
  return {
    isRackbeatReachable: status !== "unreachable",
    fikenCompany: (grant && connection?.companyName) ?? null,
    webhooks: {
      told: kinds.filter(({ hasWebhook }) => hasWebhook).length,
      kinds: kinds.length,
      lastAt,
    },
    sweeps: {
      completeAt: isComplete ? new Date(Math.min(...runs)) : null,
      hasFailed: swept.some(({ hasFailed }) => hasFailed),
    },
  };
}
