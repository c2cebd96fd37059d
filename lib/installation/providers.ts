import { getEnv } from "@/lib/env";
import { createRackbeatClient, type RackbeatClient } from "@/lib/rackbeat/client";
import { createHandshake, type Handshake } from "@/lib/rackbeat/handshake";

export function openHandshake(): Handshake {
  return createHandshake({ baseUrl: getEnv().RACKBEAT_URL });
}

/** Before there is an installation: with the token of an install that is under way. */
export function openRackbeatWithToken(accessToken: string): RackbeatClient {
  return createRackbeatClient({ baseUrl: getEnv().RACKBEAT_URL, token: accessToken });
}
