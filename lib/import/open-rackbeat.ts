import type { Database } from "@/db/client";
import { getInstallation } from "@/db/queries/installations";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors/app-error";
import { createRackbeatClient, type RackbeatClient } from "@/lib/rackbeat/client";
import { open } from "@/lib/secrets/seal";

/** The installation's agreement. Throws `rackbeat.token_dead` where the app is no longer installed. */
export async function openRackbeat(
  db: Database,
  { installationId }: { installationId: string },
): Promise<RackbeatClient> {
  const installation = await getInstallation(db, installationId);
  if (installation.status !== "active") {
    throw new AppError({ code: "rackbeat.token_dead", details: {} });
  }
  return createRackbeatClient({
    baseUrl: getEnv().RACKBEAT_URL,
    token: open(installation.rackbeatToken),
  });
}
