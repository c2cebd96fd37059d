import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** Somebody who can log in at the vendor's login. */
export type IssuerUser = { email: string; password: string };

/** A real OpenID Connect issuer in place of the vendor's own. */
export type Issuer = {
  url: string;
  clientId: string;
  clientSecret: string;
  close: () => Promise<void>;
};

const CLIENT_ID = "fiken-for-rackbeat";
const LOGIN_PAGE = /^\/login\/[\w-]+$/;

/** The login of the people in `users`, for one application: a form, no consent to ask for. */
export async function startIssuer({
  port = 0,
  redirectUri,
  users,
}: {
  port?: number;
  redirectUri: string;
  users: readonly IssuerUser[];
}): Promise<Issuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientSecret = randomBytes(24).toString("base64url");
  const provider = new Provider(url, {
    clients: [{ client_id: CLIENT_ID, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(24).toString("base64url")] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false } },
    // The page it would show fetches its letters from another site.
    renderError: (context, { error, error_description }) => {
      context.type = "text/plain";
      context.body = `${error}: ${error_description ?? ""}`;
    },
    interactions: { url: (_context, { uid }) => `/login/${uid}` },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: (_context, email) =>
      users.some((user) => user.email === email)
        ? { accountId: email, claims: () => ({ sub: email, email, email_verified: true }) }
        : undefined,
    // Who logs in has agreed: it is the vendor's own application.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: CLIENT_ID,
        ...(oidc.session?.accountId && { accountId: oidc.session.accountId }),
      });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!LOGIN_PAGE.test(request.url ?? "")) return answer(request, response);
    logIn(provider, users, request, response).catch((error: unknown) => {
      response.writeHead(400, { "content-type": "text/plain" }).end(String(error));
    });
  });
  return {
    url,
    clientId: CLIENT_ID,
    clientSecret,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig" };
}

async function logIn(
  provider: Provider,
  users: readonly IssuerUser[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method !== "POST") return showForm(response);
  const form = new URLSearchParams(await bodyOf(request));
  const user = users.find(
    ({ email, password }) => email === form.get("email") && password === form.get("password"),
  );
  if (!user) return showForm(response, "Wrong e-mail or password.");
  const result = { login: { accountId: user.email } };
  return provider.interactionFinished(request, response, result);
}

function showForm(response: ServerResponse, failure = ""): void {
  response
    .writeHead(200, { "content-type": "text/html; charset=utf-8" })
    .end(`<!doctype html><html lang="en"><title>The vendor's login</title><link rel="icon" href="data:,">
<main><h1>The vendor's login</h1><p role="alert">${failure}</p><form method="post">
<p><label>E-mail <input name="email" type="email" required></label></p>
<p><label>Password <input name="password" type="password" required></label></p>
<p><button>Log in</button></p></form></main></html>`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}
