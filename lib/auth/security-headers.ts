/** What the headers depend on; the addresses count by their origin alone. */
export type HeaderSettings = {
  rackbeatUrl: string;
  moreFrameAncestors: readonly string[];
  fikenOauthUrl: string;
  development: boolean;
};

/** Pages that Rackbeat shows in its frame. Everything else may be framed by nobody. */
export function isEmbedded(pathname: string): boolean {
  return pathname === "/settings" || pathname.startsWith("/settings/");
}

/** The vendor's dashboard: the only pages with a cookie. */
function isVendors(pathname: string): boolean {
  return pathname === "/vendor" || pathname.startsWith("/vendor/");
}

/**
 * A policy per answer: only our own scripts, and only those that carry this answer's nonce. Forms may lead to Fiken,
 * whose login is reached by a redirect, and browsers hold redirects of a form against `form-action` as well.
 */
export function contentSecurityPolicy(
  pathname: string,
  nonce: string,
  settings: HeaderSettings,
): string {
  const { development } = settings;
  const frameAncestors = isEmbedded(pathname)
    ? [settings.rackbeatUrl, ...settings.moreFrameAncestors].map(originOf).join(" ")
    : "'none'";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "manifest-src 'self'",
    `form-action 'self' ${originOf(settings.fikenOauthUrl)}`,
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}

/** The headers of every page and API answer, beside the policy itself. */
export function securityHeaders(pathname: string): Record<string, string> {
  const embedded = isEmbedded(pathname);
  const vendors = isVendors(pathname);
  return {
    // Under `no-referrer` a form's POST has the origin `null`, and the dashboard looks at the origin.
    "Referrer-Policy": vendors ? "same-origin" : "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    // The embedded page's address is a password and its body carries a session: nothing keeps a copy.
    ...(embedded || vendors || pathname.startsWith("/api/") ? { "Cache-Control": "no-store" } : {}),
    // For browsers without frame-ancestors. It cannot name a host, so embedded pages go without.
    ...(embedded ? {} : { "X-Frame-Options": "DENY" }),
  };
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}
