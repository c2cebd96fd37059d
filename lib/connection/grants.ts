import type { Database } from "@/db/client";
import { createGrant } from "@/db/queries/grants";
import type { Grant } from "@/db/schema/grants";
import type { FikenTokens } from "@/lib/fiken/oauth";
import { seal } from "@/lib/secrets/seal";

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
