import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import {
  claimAuthorization,
  findAuthorizationByState,
  finishAuthorization,
  releaseAuthorization,
} from "@/db/queries/authorizations";
import type { Authorization } from "@/db/schema/authorizations";
import { openFikenOAuth } from "@/lib/connection/open-lane";
import { AppError } from "@/lib/errors/app-error";
import type { FikenTokens } from "@/lib/fiken/oauth";
import { CallFailure } from "@/lib/http/call-failure";
import { hashSecret } from "@/lib/secrets/secret";
import { fikenRedirectUri } from "./addresses";
import { cancelAtRackbeat } from "./cancel-install";
import { finishInstall } from "./finish-install";
import { finishReconnect } from "./finish-reconnect";

/** What Fiken's login sent the browser back with. */
export type LoginCallback = { state: string } & ({ code: string } | { error: string });

/** `redirectTo` is Rackbeat's after an install; null after a reconnect, which has a window of its own. */
export type LoginOutcome = { installationId: string; redirectTo: string | null };

const POLL_MS = 150;
/** Longer than an install takes; a claim older than that belongs to a process that died. */
const CLAIM_MS = 60_000;

/**
 * The browser came back from Fiken, for an install or a reconnect. Coming twice is answered alike and does nothing
 * twice: the login's one code is exchanged first, and only then is Rackbeat's install token accepted, once. Throws
 * AppError `install.…`, which says what to do.
 */
export async function finishLogin(
  db: Database,
  callback: LoginCallback,
  now = new Date(),
): Promise<LoginOutcome> {
  const walk = await findAuthorizationByState(db, hashSecret(callback.state));
  if (!walk) throw new AppError({ code: "install.state_unknown", details: {} });
  if (walk.status !== "started") return outcomeOfOther(db, callback.state);
  if (walk.expiresAt <= now) throw new AppError({ code: "install.state_unknown", details: {} });
  if ("error" in callback) return refuse(db, walk, callback.error);
  if (!(await claimAuthorization(db, walk.id))) return outcomeOfOther(db, callback.state);

  const tokens = await exchange(db, walk, callback);
  return walk.purpose === "install"
    ? finishInstall(db, walk, tokens, now)
    : finishReconnect(db, walk, tokens, now);
}

/** Nothing has been accepted: after a failed exchange the install link may be opened again. */
async function exchange(
  db: Database,
  walk: Authorization,
  { code, state }: { code: string; state: string },
): Promise<FikenTokens> {
  try {
    return await openFikenOAuth().exchangeCode({ code, state, redirectUri: fikenRedirectUri() });
  } catch (error) {
    await releaseAuthorization(db, walk.id);
    if (!(error instanceof CallFailure) || error.problem.code === "install.login_failed")
      throw error;
    const details = { error: error.status === null ? "no_answer" : `${error.status}` };
    throw new AppError({ code: "install.login_failed", details }, { cause: error });
  }
}

/** Fiken's login ended without a grant. Only a user's own no ends the install; after a fault it may be tried again. */
async function refuse(db: Database, walk: Authorization, error: string): Promise<never> {
  if (error !== "access_denied") {
    throw new AppError({ code: "install.login_failed", details: { error } });
  }
  const ended = await finishAuthorization(db, { authorizationId: walk.id, status: "cancelled" });
  if (ended) await cancelAtRackbeat(walk);
  throw new AppError({ code: "install.login_refused", details: {} });
}

/** Another callback with this state has ended the walk, or is about to: its outcome is ours too. */
async function outcomeOfOther(db: Database, state: string): Promise<LoginOutcome> {
  for (;;) {
    const walk = await findAuthorizationByState(db, hashSecret(state));
    switch (walk?.status) {
      case "finished":
        return finishedOutcome(walk);
      case "cancelled":
        throw new AppError({ code: "install.login_refused", details: {} });
      case "started":
        throw new AppError({ code: "install.login_failed", details: { error: "invalid_grant" } });
      case "accepting":
        if (Date.now() - walk.updatedAt.getTime() > CLAIM_MS) throw failureOf(walk);
        break;
      case "failed":
        throw failureOf(walk);
      case undefined:
        throw new AppError({ code: "install.state_unknown", details: {} });
    }
    await sleep(POLL_MS);
  }
}

function finishedOutcome({ installationId, redirectTo }: Authorization): LoginOutcome {
  if (installationId === null) throw new Error("A finished walk has no installation");
  return { installationId, redirectTo };
}

function failureOf({ purpose }: Authorization): AppError {
  return purpose === "install"
    ? new AppError({ code: "install.accept_failed", details: { status: null } })
    : new AppError({ code: "install.state_unknown", details: {} });
}
