import { expect, test } from "vitest";
import { contentSecurityPolicy, type HeaderSettings, securityHeaders } from "./security-headers";

const settings: HeaderSettings = {
  rackbeatUrl: "https://app.rackbeat.com/",
  moreFrameAncestors: ["https://test.rackbeat.example"],
  fikenOauthUrl: "https://fiken.no/oauth",
  development: false,
};
const embedded = "/settings/4711/a-secret";

const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part.startsWith(`${name} `));

test("embedded pages may be framed by Rackbeat and the configured hosts, nobody else", () => {
  const policy = contentSecurityPolicy(embedded, "n", settings);
  expect(directive(policy, "frame-ancestors")).toBe(
    "frame-ancestors https://app.rackbeat.com https://test.rackbeat.example",
  );
  expect(securityHeaders(embedded)).not.toHaveProperty("X-Frame-Options");
});

test.each(["/", "/install/fiken/callback", "/vendor", "/settingsx", "/api/embedded/session"])(
  "%s may be framed by nobody",
  (pathname) => {
    const policy = contentSecurityPolicy(pathname, "n", settings);
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(securityHeaders(pathname)).toHaveProperty("X-Frame-Options", "DENY");
  },
);

test("only scripts with this answer's nonce run, and nothing inline or evaluated", () => {
  const policy = contentSecurityPolicy(embedded, "bm9uY2U=", settings);
  expect(directive(policy, "script-src")).toBe(
    "script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'",
  );
  expect(policy).not.toContain("unsafe");
  expect(policy).not.toContain("*");
});

test("a form may lead to Fiken's login and to no other site", () => {
  const policy = contentSecurityPolicy(embedded, "n", settings);
  expect(directive(policy, "form-action")).toBe("form-action 'self' https://fiken.no");
});

test("the address of an embedded page goes to no other site and into no cache", () => {
  expect(securityHeaders(embedded)).toMatchObject({
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
});

test("the dashboard's forms tell where they come from, to the app alone, and nothing keeps a copy", () => {
  expect(securityHeaders("/vendor/months")).toMatchObject({
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
  });
  expect(securityHeaders("/vendors")).toHaveProperty("Referrer-Policy", "no-referrer");
});
