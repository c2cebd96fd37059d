import { decode, encode, type JWTDecodeParams, type JWTEncodeParams } from "next-auth/jwt";
import { z } from "zod";
import { type Env, getEnv } from "@/lib/env";

/** A working day. */
export const STAFF_SESSION_SECONDS = 10 * 60 * 60;

/** The only pages that the cookie is sent to. */
export const STAFF_COOKIE_PATH = "/vendor";

/** A key of its own: no session of the frame, and none of next-auth's other cookies, is a session of the staff. */
const SALT = "fiken-for-rackbeat/staff-session";

const claimsSchema = z.object({ email: z.string().min(1) });

/** Somebody at the vendor, by the address that the login has verified. */
export type Staff = { email: string };

/** Browsers keep a name with this prefix to https. */
export function staffCookieName({ APP_URL }: Pick<Env, "APP_URL">): string {
  return APP_URL.startsWith("https:") ? "__Secure-staff-session" : "staff-session";
}

/** For next-auth. It names a salt for its own short-lived cookies, and none for the session. */
export const staffJwt = {
  maxAge: STAFF_SESSION_SECONDS,
  encode: (params: JWTEncodeParams) => encode({ ...params, salt: params.salt || SALT }),
  decode: (params: JWTDecodeParams) => decode({ ...params, salt: params.salt || SALT }),
};

/** Whose session it is; null for anything else, and for who is no longer among those that may sign in. */
export async function readStaffSession(
  token: string,
  { NEXTAUTH_SECRET: secret, VENDOR_EMAILS: emails } = getEnv(),
): Promise<Staff | null> {
  const payload = await decode({ token, secret, salt: SALT }).catch(
    // Every way to be no session of ours is the same to the caller: not signed in.
    () => null,
  );
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success || !emails.includes(claims.data.email)) return null;
  return { email: claims.data.email };
}
