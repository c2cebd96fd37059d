import type { Database } from "@/db/client";
import {
  disconnect as disconnectConnection,
  findActiveConnection,
  rebindConnectionGrant,
} from "@/db/queries/connections";
import { markGrantRevoked } from "@/db/queries/grants";
import type { Connection } from "@/db/schema/connections";
import { reachCompany } from "./companies";
import { openLane } from "./open-lane";

type InstallationKey = { installationId: string };

/**
 * After a new login: the connected company is reached by it from now on. Null where no company is connected.
 * Throws as chooseCompany does where the new login does not reach the company; then the old one stays.
 */
export async function moveConnectionToGrant(
  db: Database,
  { installationId, grantId }: InstallationKey & { grantId: string },
): Promise<Connection | null> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection || connection.grantId === grantId) return connection;
  const { send } = openLane(db, { installationId, grantId });
  await reachCompany(send, connection.companySlug);
  await rebindConnectionGrant(db, { installationId, connectionId: connection.id, grantId });
  // Only here: at Fiken the old login's end could be the new one's as well.
  await markGrantRevoked(db, { installationId, grantId: connection.grantId });
  return { ...connection, grantId };
}

/** The app writes to the company no more. Its row stays, with bindings and mapping, for the day it is chosen again. */
export async function disconnect(db: Database, { installationId }: InstallationKey): Promise<void> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) return;
  await disconnectConnection(db, { installationId, connectionId: connection.id });
}
