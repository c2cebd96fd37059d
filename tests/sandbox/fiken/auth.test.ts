import { expect, onTestFinished, test } from "vitest";
import { FJORDLYS, NORDRE_LYS, TESTMARKA } from "./seed";
import { type FikenSandbox, type FikenSandboxOptions, startFikenSandbox } from "./server";
import { freshFiken } from "./test-caller";

const REDIRECT = "http://localhost:3000/install/fiken/callback";
const BASIC = `Basic ${Buffer.from("fiken-sandbox-client:fiken-sandbox-secret").toString("base64")}`;
const ASKED = { client_id: "fiken-sandbox-client", redirect_uri: REDIRECT, state: "s1" };

async function start(options: FikenSandboxOptions = {}): Promise<FikenSandbox> {
  const sandbox = await startFikenSandbox({ requestsPerSecond: 10_000, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

function authorizePage(sandbox: FikenSandbox, changes: Record<string, string> = {}) {
  const query = new URLSearchParams({ response_type: "code", ...ASKED, ...changes });
  return fetch(`${sandbox.oauthUrl}/authorize?${query}`, { redirect: "manual" });
}

async function decide(sandbox: FikenSandbox, decision: string, companies: string[]): Promise<URL> {
  const body = new URLSearchParams({ ...ASKED, decision });
  for (const company of companies) body.append("company", company);
  const answer = await fetch(`${sandbox.oauthUrl}/authorize`, {
    method: "POST",
    body,
    redirect: "manual",
  });
  return new URL(answer.headers.get("location") ?? "");
}

async function token(
  sandbox: FikenSandbox,
  form: Record<string, string>,
  headers: Record<string, string> = { authorization: BASIC },
) {
  const body = new URLSearchParams(form);
  const answer = await fetch(`${sandbox.oauthUrl}/token`, { method: "POST", headers, body });
  return { status: answer.status, json: (await answer.json()) as Record<string, string> };
}

function codeOf(sandbox: FikenSandbox, companies?: string[]): Record<string, string> {
  const url = sandbox.authorize({
    redirectUri: REDIRECT,
    state: "s1",
    ...(companies && { companies }),
  });
  const code = new URL(url).searchParams.get("code") ?? "";
  return { grant_type: "authorization_code", code, redirect_uri: REDIRECT, state: "s1" };
}

async function statusWith(sandbox: FikenSandbox, accessToken: string, path = "/user") {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await fetch(sandbox.apiUrl + path, { headers })).status;
}

test("the user is asked in Norwegian, with a tick box per company", async () => {
  const html = await (await authorizePage(await start())).text();
  expect(html).toContain("Godta");
  expect(html).toContain("Avslå");
  expect(html.match(/type="checkbox"/g)).toHaveLength(3);
  expect(html.match(/checked=""/g)).toHaveLength(2);
});

test("an unknown app or address gets a plain error page, a bad request goes back to the app", async () => {
  const sandbox = await start();
  expect((await authorizePage(sandbox, { client_id: "x" })).status).toBe(400);
  expect((await authorizePage(sandbox, { redirect_uri: "https://evil.example" })).status).toBe(400);
  const back = await authorizePage(sandbox, { response_type: "token" });
  expect(back.headers.get("location")).toContain("error=invalid_request");
});

test("any port of localhost is taken only when the option says so", async () => {
  const redirect_uri = "http://localhost:41234/install/fiken/callback";
  expect((await authorizePage(await start(), { redirect_uri })).status).toBe(400);
  const open = await start({ anyLocalhostPort: true });
  expect((await authorizePage(open, { redirect_uri })).status).toBe(200);
});

test("a yes gives a code for the ticked companies, and the others cannot be seen", async () => {
  const sandbox = await start();
  const back = await decide(sandbox, "accept", [FJORDLYS, TESTMARKA]);
  expect(back.href.startsWith(REDIRECT)).toBe(true);
  expect(back.searchParams.get("state")).toBe("s1");
  const code = back.searchParams.get("code") ?? "";
  const { json } = await token(sandbox, { ...codeOf(sandbox), code });
  expect(json).toMatchObject({ token_type: "bearer", expires_in: 86_157 });

  const access = json.access_token ?? "";
  expect(await statusWith(sandbox, access, `/companies/${FJORDLYS}`)).toBe(200);
  expect(await statusWith(sandbox, access, `/companies/${NORDRE_LYS}`)).toBe(404);
  expect(await statusWith(sandbox, access, `/companies/${NORDRE_LYS}/contacts`)).toBe(404);
});

test("a no comes back as access_denied", async () => {
  const back = await decide(await start(), "deny", [FJORDLYS]);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    error: "access_denied",
    state: "s1",
  });
});

test("the administration can say yes for a test without a browser", async () => {
  const sandbox = await start();
  const answer = await fetch(`${sandbox.url}/_admin/authorize`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ redirectUri: REDIRECT, state: "s1", companies: [FJORDLYS] }),
  });
  const { redirect } = (await answer.json()) as { redirect: string };
  const code = new URL(redirect).searchParams.get("code") ?? "";
  expect((await token(sandbox, { ...codeOf(sandbox), code })).status).toBe(200);
});

test("a code is used once, with its own address and state", async () => {
  const sandbox = await start();
  const form = codeOf(sandbox);
  expect((await token(sandbox, form)).status).toBe(200);
  expect(await token(sandbox, form)).toMatchObject({
    status: 400,
    json: { error: "invalid_grant" },
  });
  for (const wrong of [{ redirect_uri: `${REDIRECT}/x` }, { state: "s2" }]) {
    const answer = await token(sandbox, { ...codeOf(sandbox), ...wrong });
    expect(answer.json.error).toBe("invalid_grant");
  }
  const { state, ...stateless } = codeOf(sandbox);
  expect((await token(sandbox, stateless)).json.error).toBe("invalid_request");
});

test("a code dies young", async () => {
  let now = new Date("2026-05-04T10:00:00Z");
  const sandbox = await start({ now: () => now });
  const form = codeOf(sandbox);
  now = new Date("2026-05-04T10:01:01Z");
  expect((await token(sandbox, form)).json.error).toBe("invalid_grant");
});

test("the client proves itself by HTTP Basic only", async () => {
  const sandbox = await start();
  const secrets = { client_id: "fiken-sandbox-client", client_secret: "fiken-sandbox-secret" };
  const inBody = await token(sandbox, { ...codeOf(sandbox), ...secrets }, {});
  expect(inBody).toMatchObject({ status: 401, json: { error: "invalid_client" } });
  const wrong = `Basic ${Buffer.from("fiken-sandbox-client:wrong").toString("base64")}`;
  expect((await token(sandbox, codeOf(sandbox), { authorization: wrong })).status).toBe(401);
  const json = await fetch(`${sandbox.oauthUrl}/token`, {
    method: "POST",
    headers: { authorization: BASIC, "content-type": "application/json" },
    body: JSON.stringify(codeOf(sandbox)),
  });
  expect(json.status).toBe(400);
});

test("a refresh gives a fresh access token, and keeps the refresh token unless rotation is on", async () => {
  for (const rotateRefreshTokens of [false, true]) {
    const sandbox = await start({ rotateRefreshTokens });
    const first = (await token(sandbox, codeOf(sandbox))).json;
    const form = { grant_type: "refresh_token", refresh_token: first.refresh_token ?? "" };
    const second = (await token(sandbox, form)).json;
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token !== first.refresh_token).toBe(rotateRefreshTokens);
    expect((await token(sandbox, form)).status).toBe(rotateRefreshTokens ? 400 : 200);
  }
});

test("an access token runs out, and its refresh token does not", async () => {
  let now = new Date("2026-05-04T10:00:00Z");
  const sandbox = await start({ now: () => now, accessTokenLifetimeS: 60 });
  const { access_token = "", refresh_token = "" } = (await token(sandbox, codeOf(sandbox))).json;
  expect(await statusWith(sandbox, access_token)).toBe(200);
  now = new Date("2026-05-04T10:01:01Z");
  expect(await statusWith(sandbox, access_token)).toBe(401);
  const form = { grant_type: "refresh_token", refresh_token };
  expect((await token(sandbox, form)).status).toBe(200);
});

test("revoking kills the grant: this token, its siblings and the refresh token", async () => {
  const sandbox = await start();
  const first = (await token(sandbox, codeOf(sandbox))).json;
  const form = { grant_type: "refresh_token", refresh_token: first.refresh_token ?? "" };
  const sibling = (await token(sandbox, form)).json;
  const headers = { authorization: `Bearer ${first.access_token}` };
  const revoked = await fetch(`${sandbox.oauthUrl}/revoke`, { method: "POST", headers });
  expect(revoked.status).toBe(200);
  expect(await statusWith(sandbox, sibling.access_token ?? "")).toBe(401);
  expect((await token(sandbox, form)).json.error).toBe("invalid_grant");
});

test("a made-up or missing token is 401, and a company without the API module 403", async () => {
  const { sandbox, call } = await freshFiken();
  expect(await statusWith(sandbox, "made-up")).toBe(401);
  expect((await fetch(`${sandbox.apiUrl}/user`)).status).toBe(401);
  expect((await call("GET", `/companies/${TESTMARKA}`)).json()).toMatchObject({
    hasApiAccess: false,
  });
  expect((await call("GET", `/companies/${TESTMARKA}/contacts`)).status).toBe(403);
});
