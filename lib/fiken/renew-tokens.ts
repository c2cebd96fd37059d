import { CallFailure } from "@/lib/http/call-failure";
import type { LaneStore, LaneTokens } from "./lane-store";
import type { FikenOAuth } from "./oauth";

/**
 * New tokens for old ones, stored by compare-and-swap: of two workers that renew at once both go on with
 * what is stored. Throws `fiken.grant_revoked` only where the stored refresh token itself is refused.
 * Every failure is `unauthorized`: the request that wanted the tokens was not sent.
 */
export async function renewTokens(
  store: LaneStore,
  oauth: Pick<FikenOAuth, "refresh">,
  old: LaneTokens,
  signal: AbortSignal,
): Promise<LaneTokens> {
  const answer = await oauth.refresh(old.refreshToken, signal).catch((error: unknown) => {
    if (!(error instanceof CallFailure)) throw error;
    return error;
  });
  if (answer instanceof CallFailure) {
    if (answer.problem.code !== "fiken.grant_revoked") throw notSent(answer);
    return rotatedByAnother(store, old, answer);
  }
  const { accessToken, refreshToken, expiresInMs } = answer;
  const accessTokenExpiresAt = new Date(Date.now() + expiresInMs);
  const fresh = { accessToken, refreshToken, accessTokenExpiresAt };
  if (await store.swapTokens(old.version, fresh)) {
    return { ...fresh, version: old.version + 1, revoked: false };
  }
  const stored = await store.readTokens();
  if (stored.revoked) throw grantRevoked();
  return stored;
}

async function rotatedByAnother(store: LaneStore, old: LaneTokens, refused: CallFailure) {
  const stored = await store.readTokens();
  if (stored.version !== old.version && !stored.revoked) return stored;
  await store.markRevoked();
  throw grantRevoked(refused);
}

/** Ends with a new login by the user. */
export function grantRevoked(cause?: CallFailure): CallFailure {
  return new CallFailure(
    { code: "fiken.grant_revoked", details: {} },
    { kind: "unauthorized", status: cause?.status ?? null, said: cause?.said ?? "" },
    cause ? { cause } : {},
  );
}

function notSent(failure: CallFailure): CallFailure {
  const { problem, status, said } = failure;
  return new CallFailure(problem, { kind: "unauthorized", status, said }, { cause: failure });
}
