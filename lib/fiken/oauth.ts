import { z } from "zod";
import type { Problem } from "@/lib/errors/catalog";
import { createCaller, type Refusal } from "@/lib/http/caller";
import { readJson } from "@/lib/http/reply";

/** Our registration at Fiken, and where Fiken's login stands. */
export type FikenOAuthOptions = { oauthUrl: string; clientId: string; clientSecret: string };

export type FikenTokens = {
  accessToken: string;
  refreshToken: string;
  /** How long the access token lasts from now. */
  expiresInMs: number;
};

const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive(),
});

export type FikenOAuth = ReturnType<typeof createFikenOAuth>;

/** Fiken's OAuth2 authorization code flow: Basic authentication, no scopes, no PKCE. */
export function createFikenOAuth({ oauthUrl, clientId, clientSecret }: FikenOAuthOptions) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const call = createCaller({ provider: "Fiken", baseUrl: oauthUrl, explain });
  const headers = { authorization: `Basic ${basic}` };

  async function requestTokens(form: Record<string, string>, signal?: AbortSignal) {
    const signals = signal ? [signal] : [];
    const reply = await call({ method: "POST", path: "/token", form, headers, signals });
    return readJson(reply, tokenSchema);
  }

  return {
    /** Where the browser goes, at top level, to let the user grant access. */
    authorizeUrl({ state, redirectUri }: { state: string; redirectUri: string }): string {
      const query = new URLSearchParams({
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
      });
      return `${oauthUrl}/authorize?${query}`;
    },

    /** The code is short-lived and single use. Throws `install.login_failed` where Fiken does not take it. */
    async exchangeCode(given: {
      code: string;
      state: string;
      redirectUri: string;
    }): Promise<FikenTokens> {
      const answer = await requestTokens({
        grant_type: "authorization_code",
        code: given.code,
        redirect_uri: given.redirectUri,
        state: given.state,
      });
      return toTokens(answer, "");
    },

    /** Throws `fiken.grant_revoked` on `invalid_grant`: the user has withdrawn it, or another worker has rotated it. */
    async refresh(refreshToken: string, signal?: AbortSignal): Promise<FikenTokens> {
      const answer = await requestTokens(
        { grant_type: "refresh_token", refresh_token: refreshToken },
        signal,
      );
      return toTokens(answer, refreshToken);
    },
  };
}

/** The answer may leave out a refresh token that has not changed. */
function toTokens(answer: z.infer<typeof tokenSchema>, refreshToken: string): FikenTokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? refreshToken,
    expiresInMs: answer.expires_in * 1000,
  };
}

function explain({ code, message, status, request }: Refusal): Problem {
  const refreshing = request.form?.grant_type === "refresh_token";
  if (refreshing && code === "invalid_grant") return { code: "fiken.grant_revoked", details: {} };
  const error = code ?? (message || `HTTP ${status}`);
  return { code: "install.login_failed", details: { error } };
}
