import type { Database } from "@/db/client";
import { finishAuthorization, listExpiredAuthorizations } from "@/db/queries/authorizations";
import type { Authorization } from "@/db/schema/authorizations";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log";
import { open } from "@/lib/secrets/seal";
import { openHandshake } from "./providers";

/** Tells Rackbeat that an install is off. Best effort: it forgets the request by itself as well. */
export async function cancelAtRackbeat({
  installToken,
}: Pick<Authorization, "installToken">): Promise<void> {
  if (installToken === null) return;
  try {
    await openHandshake().cancel(open(installToken));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.info({ problem: error.problem }, "Rackbeat was not told that an install is off");
  }
}

/** Logins that nobody finished in time, of all agreements: the installs are cancelled. Returns how many. */
export async function cancelAbandonedInstalls(
  db: Database,
  { now = new Date(), limit = 100 }: { now?: Date; limit?: number } = {},
): Promise<number> {
  const abandoned = await listExpiredAuthorizations(db, { now, limit });
  for (const walk of abandoned) {
    const ended = await finishAuthorization(db, { authorizationId: walk.id, status: "cancelled" });
    if (ended) await cancelAtRackbeat(walk);
  }
  return abandoned.length;
}
