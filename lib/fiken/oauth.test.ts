import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallFailure } from "@/lib/http/call-failure";
import { type FikenSandbox, startFikenSandbox } from "@/tests/sandbox/fiken/server";
import { createFikenOAuth, type FikenOAuth } from "./oauth";

const redirectUri = "http://localhost:3000/install/fiken/callback";
let sandbox: FikenSandbox;
let oauth: FikenOAuth;

beforeAll(async () => {
  sandbox = await startFikenSandbox({ rotateRefreshTokens: true });
  oauth = openOAuth(sandbox.settings.clientSecret);
});
afterAll(() => sandbox.close());

function openOAuth(clientSecret: string): FikenOAuth {
  const { clientId } = sandbox.settings;
  return createFikenOAuth({ oauthUrl: sandbox.oauthUrl, clientId, clientSecret });
}

function consent(state: string): string {
  const back = new URL(sandbox.authorize({ redirectUri, state }));
  return back.searchParams.get("code") ?? "";
}

async function failureOf(call: Promise<unknown>): Promise<CallFailure> {
  return call.then(
    () => expect.unreachable("the call succeeded"),
    (failure: CallFailure) => failure,
  );
}

test("the login's address carries the four things Fiken requires", () => {
  const address = new URL(oauth.authorizeUrl({ state: "s1", redirectUri }));

  expect(Object.fromEntries(address.searchParams)).toEqual({
    response_type: "code",
    client_id: sandbox.settings.clientId,
    redirect_uri: redirectUri,
    state: "s1",
  });
});

test("a code becomes tokens once", async () => {
  const code = consent("s2");
  const tokens = await oauth.exchangeCode({ code, state: "s2", redirectUri });

  expect(tokens).toMatchObject({ expiresInMs: 86_157_000 });
  expect(await failureOf(oauth.exchangeCode({ code, state: "s2", redirectUri }))).toMatchObject({
    problem: { code: "install.login_failed", details: { error: "invalid_grant" } },
  });
});

test("a refresh gives new tokens; a rotated or revoked refresh token means revoked", async () => {
  const tokens = await oauth.exchangeCode({ code: consent("s3"), state: "s3", redirectUri });
  const renewed = await oauth.refresh(tokens.refreshToken);
  expect(renewed.refreshToken).not.toBe(tokens.refreshToken);
  expect((await failureOf(oauth.refresh(tokens.refreshToken))).problem.code).toBe(
    "fiken.grant_revoked",
  );

  sandbox.revokeGrant();
  expect((await failureOf(oauth.refresh(renewed.refreshToken))).problem.code).toBe(
    "fiken.grant_revoked",
  );
});

test("a wrong client secret is our fault, and revokes nobody", async () => {
  const failure = await failureOf(openOAuth("wrong").refresh("any"));

  expect(failure.problem.code).toBe("install.login_failed");
});
