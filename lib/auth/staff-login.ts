import type { AuthOptions, CookieOption } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { Env } from "@/lib/env";
import { log } from "@/lib/log";
import { STAFF_PROVIDER } from "./staff-provider";
import {
  STAFF_COOKIE_PATH,
  STAFF_SESSION_SECONDS,
  staffCookieName,
  staffJwt,
} from "./staff-session";

const AUTH_PATH = "/api/auth";
const ISSUER_TIMEOUT_MS = 10_000;
const LOGIN_SECONDS = 15 * 60;

/** OpenID Connect Core 5.1. */
const profileSchema = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
});
type Profile = z.infer<typeof profileSchema>;

/** What came of an attempt to sign in; `email` as the issuer tells it, null where it tells none. */
export type Decision = { email: string | null; isAllowed: boolean };

/** Whether the staff can sign in at all: the environment has all of it or none. */
export function hasStaffLogin({ VENDOR_OIDC_ISSUER }: Pick<Env, "VENDOR_OIDC_ISSUER">): boolean {
  return VENDOR_OIDC_ISSUER !== undefined;
}

/** Only a listed address, and only one that the issuer vouches for. */
export function decide(profile: unknown, emails: readonly string[]): Decision {
  const parsed = profileSchema.safeParse(profile);
  const email = parsed.data?.email?.toLowerCase() ?? null;
  const isVerified = parsed.data?.email_verified === true;
  return { email, isAllowed: email !== null && isVerified && emails.includes(email) };
}

/** next-auth's set-up for the vendor's staff; `onDecision` is awaited before anybody is let in. */
export function staffLogin(
  env: Env,
  { onDecision }: { onDecision: (decision: Decision) => Promise<void> },
): AuthOptions {
  return {
    providers: [issuer(env)],
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: STAFF_SESSION_SECONDS },
    jwt: staffJwt,
    cookies: cookies(env),
    pages: { signIn: STAFF_COOKIE_PATH, signOut: STAFF_COOKIE_PATH, error: STAFF_COOKIE_PATH },
    callbacks: {
      signIn: async ({ profile }) => {
        const decision = decide(profile, env.VENDOR_EMAILS);
        await onDecision(decision);
        return decision.isAllowed;
      },
      // The cookie carries the address and nothing else.
      jwt: ({ token }) => ({ email: token.email ?? null }),
      redirect: () => `${env.APP_URL.replace(/\/$/, "")}${STAFF_COOKIE_PATH}`,
    },
    logger: {
      error: (code, metadata) => log.warn({ code, reason: reasonOf(metadata) }, "sign-in failed"),
      warn: (code) => log.warn({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

function issuer(env: Env): OAuthConfig<Profile> {
  const address = (env.VENDOR_OIDC_ISSUER ?? "").replace(/\/$/, "");
  return {
    id: STAFF_PROVIDER,
    name: "OpenID Connect",
    type: "oauth",
    wellKnown: `${address}/.well-known/openid-configuration`,
    clientId: env.VENDOR_OIDC_CLIENT_ID ?? "",
    clientSecret: env.VENDOR_OIDC_CLIENT_SECRET ?? "",
    authorization: { params: { scope: "openid email" } },
    checks: ["pkce", "state", "nonce"],
    httpOptions: { timeout: ISSUER_TIMEOUT_MS },
    // The ID token is checked; the address is asked for, as issuers that follow the book put it into no ID token.
    idToken: true,
    userinfo: {
      // Safe because it is the client's own set. Given its ID token, the client compares the subjects.
      request: ({ client, tokens }) =>
        client.userinfo(tokens as Parameters<typeof client.userinfo>[0]),
    },
    profile: ({ sub, email }) => ({ id: sub, email: email ?? null }),
  };
}

/** Two paths and no other: what the sign-in needs goes to next-auth, the session to the dashboard. */
function cookies(env: Env): NonNullable<AuthOptions["cookies"]> {
  const secure = env.APP_URL.startsWith("https:");
  const shared = { httpOnly: true, sameSite: "lax", secure } as const;
  const duringLogin = (name: string): CookieOption => ({
    name: `${secure ? "__Secure-" : ""}staff-login.${name}`,
    options: { ...shared, path: AUTH_PATH, maxAge: LOGIN_SECONDS },
  });
  return {
    sessionToken: { name: staffCookieName(env), options: { ...shared, path: STAFF_COOKIE_PATH } },
    callbackUrl: duringLogin("callback-url"),
    csrfToken: duringLogin("csrf-token"),
    pkceCodeVerifier: duringLogin("pkce"),
    state: duringLogin("state"),
    nonce: duringLogin("nonce"),
  };
}

/** next-auth puts tokens and profiles into what it logs: the message is enough. */
function reasonOf(metadata: Error | { error?: unknown }): string | undefined {
  const error = metadata instanceof Error ? metadata : metadata.error;
  return error instanceof Error ? error.message : undefined;
}
