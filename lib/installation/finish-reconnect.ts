import type { Database } from "@/db/client";
import { finishAuthorization } from "@/db/queries/authorizations";
import type { Authorization } from "@/db/schema/authorizations";
import { saveGrant } from "@/lib/connection/grants";
import { moveConnectionToGrant } from "@/lib/connection/reconnect";
import type { FikenTokens } from "@/lib/fiken/oauth";

/**
 * The walk is claimed and the user is logged in at Fiken: the installation's company is reached by the new grant
 * from here on. Throws AppError where the new login does not reach it; then the old grant stays in use.
 */
export async function finishReconnect(
  db: Database,
  { id: authorizationId, installationId }: Authorization,
  tokens: FikenTokens,
  now: Date,
): Promise<{ installationId: string; redirectTo: null }> {
  if (installationId === null) throw new Error("A reconnect has no installation");
  try {
    const grant = await saveGrant(db, { installationId, tokens, now });
    await moveConnectionToGrant(db, { installationId, grantId: grant.id });
  } catch (error) {
    await finishAuthorization(db, { authorizationId, status: "failed" });
    throw error;
  }
  await finishAuthorization(db, { authorizationId, status: "finished" });
  return { installationId, redirectTo: null };
}
