import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterEach, expect, test, vi } from "vitest";
import { getEnv } from "@/lib/env";
import { belongsTo, issueSession, readSession, SESSION_SECONDS } from "./session";

const anInstallation = () => ({
  id: randomUUID(),
  agreementId: "4711",
  settingsSecretHash: randomUUID(),
});

afterEach(() => vi.useRealTimers());

test("a session is read back as the installation's own", async () => {
  const installation = anInstallation();
  const { token } = await issueSession(installation);
  const claims = await readSession(token);
  expect(claims?.installationId).toBe(installation.id);
  expect(claims && belongsTo(claims, installation)).toBe(true);
});

test("a session ends when the settings secret is rotated", async () => {
  const installation = anInstallation();
  const claims = await readSession((await issueSession(installation)).token);
  expect(claims && belongsTo(claims, { ...installation, settingsSecretHash: "new" })).toBe(false);
});

test("a session opens no other installation", async () => {
  const claims = await readSession((await issueSession(anInstallation())).token);
  expect(claims && belongsTo(claims, anInstallation())).toBe(false);
});

test("a session is over after a quarter of an hour", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { token, expiresAt } = await issueSession(anInstallation());
  const leeway = 16_000;
  expect(new Date(expiresAt).getTime() - Date.now()).toBe(SESSION_SECONDS * 1000);
  vi.setSystemTime(Date.now() + SESSION_SECONDS * 1000 + leeway);
  expect(await readSession(token)).toBeNull();
});

test("a login cookie of next-auth is no session of the frame", async () => {
  const cookie = await encode({
    token: { sub: randomUUID(), agreementId: "4711", fingerprint: "f" },
    secret: getEnv().NEXTAUTH_SECRET,
  });
  expect(await readSession(cookie)).toBeNull();
});

test.each(["", "x", "a.b.c.d.e", "eyJhbGciOiJub25lIn0..."])("%j is no session", async (token) => {
  expect(await readSession(token)).toBeNull();
});

test("the settings secret's hash cannot be read from the token", async () => {
  const installation = anInstallation();
  const { token } = await issueSession(installation);
  expect(token).not.toContain(installation.settingsSecretHash);
});
