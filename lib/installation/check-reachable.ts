import type { Database } from "@/db/client";
import { getInstallation, markUnreachable } from "@/db/queries/installations";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import { AppError } from "@/lib/errors/app-error";

/**
 * Whether Rackbeat still takes our token, by the one call that tells for certain. One it refuses makes the
 * installation `unreachable`. Throws CallFailure where Rackbeat cannot be asked.
 */
export async function checkReachable(
  db: Database,
  { installationId }: { installationId: string },
): Promise<boolean> {
  try {
    await rackbeatOf(await getInstallation(db, installationId)).getSelf();
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.problem.code !== "rackbeat.token_dead") throw error;
    await markUnreachable(db, { installationId });
    return false;
  }
}
