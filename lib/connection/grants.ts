import type { Database } from "@/db/client";
import { createGrant, type GrantKey, markGrantRevoked } from "@/db/queries/grants";
import type { Grant } from "@/db/schema/grants";
import { AppError } from "@/lib/errors/app-error";
import type { FikenTokens } from "@/lib/fiken/oauth";
import { log } from "@/lib/log";
import { seal } from "@/lib/secrets/seal";
import { openLane } from "./open-lane";

/** Keeps a login's tokens, sealed, with a lane of their own. */
export function saveGrant(
  db: Database,
  { installationId, tokens, now }: { installationId: string; tokens: FikenTokens; now: Date },
): Promise<Grant> {
  return createGrant(db, {
    installationId,
    accessToken: seal(tokens.accessToken),
    refreshToken: seal(tokens.refreshToken),
    accessTokenExpiresAt: new Date(now.getTime() + tokens.expiresInMs),
  });
}

/**
 * Ends a grant here, and at Fiken as well as that can be done. Fiken ends sibling tokens with it: those that
 * the same person has given the app for other agreements.
 */
export async function revokeGrant(db: Database, key: GrantKey): Promise<void> {
  try {
    await openLane(db, key).revoke();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn(
      { grantId: key.grantId, problem: error.problem },
      "Fiken did not confirm the revocation",
    );
  }
  await markGrantRevoked(db, key);
}
