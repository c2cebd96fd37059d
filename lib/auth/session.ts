import { createHash, timingSafeEqual } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { Installation } from "@/db/schema/installations";
import { getEnv } from "@/lib/env";

export const SESSION_SECONDS = 15 * 60;

/** A key of its own is derived with it: a vendor's login cookie is no session of the frame, nor the other way round. */
const SALT = "fiken-for-rackbeat/embedded-session";

const claimsSchema = z.object({
  sub: z.uuid(),
  agreementId: z.string().min(1),
  /** Changes with the settings secret, so that a rotation or an uninstall ends every session at once. */
  fingerprint: z.string().min(1),
  exp: z.number(),
});
export type SessionClaims = { installationId: string; agreementId: string; fingerprint: string };
type SessionOwner = Pick<Installation, "id" | "agreementId" | "settingsSecretHash">;

/** What the browser holds, in memory only, and sends as `Authorization: Bearer`. */
export type EmbeddedSession = { token: string; expiresAt: string };

export async function issueSession(
  installation: SessionOwner,
  now = new Date(),
): Promise<EmbeddedSession> {
  const token = await encode({
    token: {
      sub: installation.id,
      agreementId: installation.agreementId,
      fingerprint: fingerprintOf(installation),
    },
    secret: getEnv().NEXTAUTH_SECRET,
    salt: SALT,
    maxAge: SESSION_SECONDS,
  });
  return { token, expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000).toISOString() };
}

/** The claims of a genuine, unexpired token; null for anything else. Whom it belongs to is for the caller to check. */
export async function readSession(token: string): Promise<SessionClaims | null> {
  const payload = await decode({ token, secret: getEnv().NEXTAUTH_SECRET, salt: SALT }).catch(
    // Every way to be no session of ours is the same to the caller: not signed in.
    () => null,
  );
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return null;
  const { sub, agreementId, fingerprint } = claims.data;
  return { installationId: sub, agreementId, fingerprint };
}

/** Whether the session was issued for the settings secret that is in force now. */
export function belongsTo(claims: SessionClaims, installation: SessionOwner): boolean {
  const expected = Buffer.from(fingerprintOf(installation));
  const actual = Buffer.from(claims.fingerprint);
  return (
    claims.installationId === installation.id &&
    expected.length === actual.length &&
    timingSafeEqual(expected, actual)
  );
}

function fingerprintOf({ settingsSecretHash }: Pick<Installation, "settingsSecretHash">): string {
  return createHash("sha256").update(`session:${settingsSecretHash}`).digest("base64url");
}
