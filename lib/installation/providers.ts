import { getEnv } from "@/lib/env";
import { createFikenOAuth, type FikenOAuth } from "@/lib/fiken/oauth";
import { createRackbeatClient, type RackbeatClient } from "@/lib/rackbeat/client";
import { createHandshake, type Handshake } from "@/lib/rackbeat/handshake";

export function openHandshake(): Handshake {
  return createHandshake({ baseUrl: getEnv().RACKBEAT_URL });
}

export function openRackbeat(accessToken: string): RackbeatClient {
  return createRackbeatClient({ baseUrl: getEnv().RACKBEAT_URL, token: accessToken });
}

export function openFikenLogin(): FikenOAuth {
  const env = getEnv();
  return createFikenOAuth({
    oauthUrl: env.FIKEN_OAUTH_URL,
    clientId: env.FIKEN_CLIENT_ID,
    clientSecret: env.FIKEN_CLIENT_SECRET,
  });
}
