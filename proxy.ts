import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, securityHeaders } from "@/lib/auth/security-headers";
import { getEnv } from "@/lib/env";
import { ASKED_LOCALE_HEADER } from "@/lib/i18n/locales";

/** Next.js reads the nonce from the request's policy and puts it on its own scripts. */
export function proxy(request: NextRequest): NextResponse {
  const env = getEnv();
  const { pathname } = request.nextUrl;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(pathname, nonce, {
    rackbeatUrl: env.RACKBEAT_URL,
    moreFrameAncestors: env.RACKBEAT_FRAME_ANCESTORS,
    fikenOauthUrl: env.FIKEN_OAUTH_URL,
    development: env.NODE_ENV === "development",
  });

  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const wish =
    request.nextUrl.searchParams.get("locale") ?? request.nextUrl.searchParams.get("lang");
  headers.set(ASKED_LOCALE_HEADER, wish ?? "");
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(securityHeaders(pathname))) {
    response.headers.set(name, value);
  }
  return response;
}

/**
 * Everything but built files, the two machine doors, where every millisecond counts, and the door for large files: of a
 * body that comes through here no more than ten megabytes arrive.
 */
export const config = {
  matcher: [
    "/((?!_next/static|_next/image|favicon|icon|api/webhooks|api/inngest|vendor/hand-over).*)",
  ],
};
