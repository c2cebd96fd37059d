import type { Database } from "@/db/client";
import { findCurrentGrant, type GrantKey } from "@/db/queries/grants";
import type { Grant } from "@/db/schema/grants";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors/app-error";
import { type Lane, openFikenLane } from "@/lib/fiken/lane";
import { createFikenOAuth, type FikenOAuth } from "@/lib/fiken/oauth";
import { createLaneStore } from "./lane-store";

/** Our registration at Fiken's login, as the environment has it. */
export function openFikenOAuth(): FikenOAuth {
  const env = getEnv();
  return createFikenOAuth({
    oauthUrl: env.FIKEN_OAUTH_URL,
    clientId: env.FIKEN_CLIENT_ID,
    clientSecret: env.FIKEN_CLIENT_SECRET,
  });
}

/** Everything that calls Fiken goes through its grant's lane. `requests()` counts those of this lane object. */
export function openLane(db: Database, key: GrantKey): Lane {
  const env = getEnv();
  return openFikenLane({
    grantId: key.grantId,
    store: createLaneStore(db, key),
    oauth: openFikenOAuth(),
    apiUrl: env.FIKEN_API_URL,
    requestsPerSecond: env.FIKEN_REQUESTS_PER_SECOND,
  });
}

/** The newest login that still stands. Throws `fiken.not_connected` where there is none. */
export async function requireGrant(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Grant> {
  const grant = await findCurrentGrant(db, { installationId });
  if (!grant) throw new AppError({ code: "fiken.not_connected", details: {} });
  return grant;
}
