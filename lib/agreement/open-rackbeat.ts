import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { getInstallation } from "@/db/queries/installations";
import { AppError } from "@/lib/errors/app-error";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import { rackbeatOf } from "./rackbeat-of";

/** The installation's agreement. Throws `rackbeat.token_dead` where the app is no longer installed. */
export async function openRackbeat(
  db: Database,
  { installationId }: { installationId: string },
): Promise<RackbeatClient> {
  const installation = await getInstallation(db, installationId);
  if (installation.status !== "active") {
    throw new AppError({ code: "rackbeat.token_dead", details: {} });
  }
  return rackbeatOf(installation);
}

/**
 * The same for work that was begun for one company. Throws `fiken.not_connected` as well, also after a change of
 * company: what is bound would be of another one.
 */
export async function openConnectedRackbeat(
  db: Database,
  { installationId, connectionId }: { installationId: string; connectionId: string },
): Promise<RackbeatClient> {
  const rackbeat = await openRackbeat(db, { installationId });
  const connection = await findActiveConnection(db, { installationId });
  if (connection?.id !== connectionId) {
    throw new AppError({ code: "fiken.not_connected", details: {} });
  }
  return rackbeat;
}
