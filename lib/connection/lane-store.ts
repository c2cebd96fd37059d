import type { Database } from "@/db/client";
import { type GrantKey, getGrant, markGrantRevoked, swapGrantTokens } from "@/db/queries/grants";
import { acquireLane, releaseLane, renewLane } from "@/db/queries/lanes";
import type { Grant } from "@/db/schema/grants";
import type { LaneStore, LaneTokens } from "@/lib/fiken/lane-store";
import { open, seal } from "@/lib/secrets/seal";

/** The lane of one grant, in its row: the lease and the pace for all processes, the tokens sealed. */
export function createLaneStore(db: Database, key: GrantKey): LaneStore {
  return {
    async acquire(lease) {
      const grant = await acquireLane(db, { ...key, ...lease });
      return "retryInMs" in grant
        ? { granted: false, retryInMs: grant.retryInMs }
        : { granted: true, tokens: openTokens(grant) };
    },
    renew: (lease) => renewLane(db, { ...key, ...lease }),
    async release(lease) {
      await releaseLane(db, { ...key, ...lease });
    },
    readTokens: async () => openTokens(await getGrant(db, key)),
    async swapTokens(version, { accessToken, refreshToken, accessTokenExpiresAt }) {
      const sealed = { accessToken: seal(accessToken), refreshToken: seal(refreshToken) };
      const tokens = { ...sealed, accessTokenExpiresAt };
      return (await swapGrantTokens(db, { ...key, ...tokens, version })) !== null;
    },
    markRevoked: () => markGrantRevoked(db, key),
  };
}

function openTokens(grant: Grant): LaneTokens {
  return {
    accessToken: open(grant.accessToken),
    refreshToken: open(grant.refreshToken),
    accessTokenExpiresAt: grant.accessTokenExpiresAt,
    version: grant.version,
    revoked: grant.status === "revoked",
  };
}
