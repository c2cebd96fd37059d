import type { Installation } from "@/db/schema/installations";
import { getEnv } from "@/lib/env";
import { createRackbeatClient, type RackbeatClient } from "@/lib/rackbeat/client";
import { open } from "@/lib/secrets/seal";

/** Rackbeat on behalf of an installation. */
export function rackbeatOf({ rackbeatToken }: Pick<Installation, "rackbeatToken">): RackbeatClient {
  return createRackbeatClient({ baseUrl: getEnv().RACKBEAT_URL, token: open(rackbeatToken) });
}
