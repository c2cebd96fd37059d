import type { Database } from "@/db/client";
import { ensureAuthorization, startReconnect } from "@/db/queries/authorizations";
import { openFikenOAuth } from "@/lib/connection/open-lane";
import { AppError } from "@/lib/errors/app-error";
import { seal } from "@/lib/secrets/seal";
import { hashSecret, newSecret } from "@/lib/secrets/secret";
import { fikenRedirectUri } from "./addresses";

/** How long a login may take: people look for passwords. */
const LOGIN_MS = 60 * 60 * 1000;

type Login = { authorizeUrl: string };

/**
 * A user pressed Install in Rackbeat: where to send the browser for Fiken's login. Rackbeat's token is not used yet;
 * opened again it gives a new state. Throws `install.token_used` where the install has ended, well or badly.
 */
export async function beginInstall(
  db: Database,
  { installToken, now = new Date() }: { installToken: string; now?: Date },
): Promise<Login> {
  const { state, ...walk } = newWalk(now);
  const authorization = await ensureAuthorization(db, {
    ...walk,
    installTokenHash: hashSecret(installToken),
    installToken: seal(installToken),
  });
  if (authorization.status !== "started") {
    throw new AppError({ code: "install.token_used", details: {} });
  }
  return { authorizeUrl: authorizeUrl(state) };
}

/** The installation's user logs in at Fiken anew: at top level, never in the frame. */
export async function beginReconnect(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<Login> {
  const { state, ...walk } = newWalk(now);
  await startReconnect(db, { ...walk, installationId });
  return { authorizeUrl: authorizeUrl(state) };
}

function newWalk(now: Date) {
  const state = newSecret();
  const expiresAt = new Date(now.getTime() + LOGIN_MS);
  return { state, stateHash: hashSecret(state), expiresAt };
}

function authorizeUrl(state: string): string {
  return openFikenOAuth().authorizeUrl({ state, redirectUri: fikenRedirectUri() });
}
