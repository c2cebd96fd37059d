/** @jsxImportSource hono/jsx */
import { timingSafeEqual } from "node:crypto";
import type { FikenApp, FikenContext } from "./http";
import { ConsentPage } from "./pages/consent";
import { Page } from "./pages/layout";
import type { SandboxState } from "./state";

/** OAuth authorization code, as Fiken has it: no scopes, no PKCE, HTTP Basic only at the token endpoint. */
export function oauthRoutes(app: FikenApp, state: SandboxState): void {
  app.get("/oauth/authorize", (c) => {
    const { client_id, redirect_uri, response_type, state: appState } = c.req.query();
    const wrong = refuseClient(state, client_id, redirect_uri);
    if (wrong) return c.html(<ErrorPage text={wrong} />, 400);
    if (response_type !== "code" || !appState) {
      const error = "invalid_request";
      return c.redirect(
        backTo(redirect_uri ?? "", {
          error,
          error_description: "response_type=code and state are required",
          ...(appState && { state: appState }),
        }),
      );
    }
    const companies = [...state.world.companies.values()].map(({ company }) => company);
    return c.html(
      <ConsentPage user={state.world.user} companies={companies} query={c.req.query()} />,
    );
  });

  app.post("/oauth/authorize", async (c) => {
    const form = await c.req.formData();
    const field = (name: string) => String(form.get(name) ?? "");
    const redirectUri = field("redirect_uri");
    const wrong = refuseClient(state, field("client_id"), redirectUri);
    if (wrong) return c.html(<ErrorPage text={wrong} />, 400);
    if (field("decision") !== "accept") {
      return c.redirect(
        backTo(redirectUri, {
          error: "access_denied",
          error_description: "The user denied the request",
          state: field("state"),
        }),
      );
    }
    const companies = form.getAll("company").map(String);
    return c.redirect(authorizeUrl(state, { redirectUri, state: field("state"), companies }));
  });

  app.post("/oauth/token", async (c) => {
    c.header("Cache-Control", "no-store");
    if (!isClient(state, c.req.header("authorization"))) {
      return oauthError(c, 401, "invalid_client", "HTTP Basic authentication is required");
    }
    if (!c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) {
      return oauthError(c, 400, "invalid_request", "The request must be form-encoded");
    }
    return token(c, state, new URLSearchParams(await c.req.text()));
  });

  app.post("/oauth/revoke", (c) => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const grant = bearer === undefined ? undefined : state.grants.find(bearer);
    if (!grant) return oauthError(c, 401, "invalid_token", "The access token is invalid");
    state.grants.revoke(grant);
    return c.body(null, 200);
  });
}

/** Where the browser goes after a consent to these companies. */
export function authorizeUrl(
  state: SandboxState,
  consent: { redirectUri: string; state: string; companies: string[] },
): string {
  const code = state.grants.authorize(consent);
  return backTo(consent.redirectUri, { code, state: consent.state });
}

function token(c: FikenContext, state: SandboxState, form: URLSearchParams): Response {
  const grantType = form.get("grant_type");
  if (grantType === "refresh_token") {
    const tokens = state.grants.refresh(form.get("refresh_token") ?? "");
    return tokens
      ? c.json(tokens)
      : oauthError(c, 400, "invalid_grant", "The refresh token is invalid or revoked.");
  }
  if (grantType !== "authorization_code") {
    return oauthError(c, 400, "unsupported_grant_type", `Unsupported grant type ${grantType}`);
  }
  const [code, redirectUri, appState] = ["code", "redirect_uri", "state"].map((f) => form.get(f));
  if (!code || !redirectUri || !appState) {
    return oauthError(c, 400, "invalid_request", "code, redirect_uri and state are required");
  }
  const tokens = state.grants.exchange(code, redirectUri, appState);
  return tokens
    ? c.json(tokens)
    : oauthError(c, 400, "invalid_grant", "The authorization code is invalid or expired.");
}

function oauthError(
  c: FikenContext,
  status: 400 | 401,
  error: string,
  description: string,
): Response {
  if (status === 401) c.header("WWW-Authenticate", 'Basic realm="Fiken"');
  return c.json({ error, error_description: description }, status);
}

function isClient({ settings }: SandboxState, authorization: string | undefined): boolean {
  const expected = `${settings.clientId}:${settings.clientSecret}`;
  const given = Buffer.from(/^Basic (.+)$/i.exec(authorization ?? "")?.[1] ?? "", "base64");
  const wanted = Buffer.from(expected);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Text for a plain error page: without a known app and address there is nowhere to send the user. */
function refuseClient(
  { settings }: SandboxState,
  clientId: string | undefined,
  redirectUri: string | undefined,
): string | undefined {
  if (clientId !== settings.clientId) return "Ukjent app";
  const registered = settings.redirectUris.some(
    (uri) => uri === redirectUri || (settings.anyLocalhostPort && samePath(uri, redirectUri)),
  );
  return registered ? undefined : "redirect_uri er ikke registrert for appen";
}

function samePath(registered: string, given: string | undefined): boolean {
  if (!given || !URL.canParse(given)) return false;
  const url = new URL(given);
  const local = ["localhost", "127.0.0.1"].includes(url.hostname) && url.protocol === "http:";
  return local && url.pathname === new URL(registered).pathname;
}

function backTo(redirectUri: string, parameters: Record<string, string>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function ErrorPage({ text }: { text: string }) {
  return (
    <Page title="Feil">
      <h1>Noe gikk galt</h1>
      <p>{text}</p>
    </Page>
  );
}
