import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type System, startSystem } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp, type Visitor } from "@/tests/system/visitor";
import { untilSeen } from "./transfers";

const OURS = {
  ENCRYPTION_KEYS: randomBytes(32).toString("base64"),
  NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
};
const dataDir = mkdtempSync(join(tmpdir(), "log-secrets-"));
let system: System;
let visitor: Visitor;
let log: string;

/** A journey on which much goes wrong, for it is errors that tell too much. */
beforeAll(async () => {
  system = await startSystem({ dataDir, env: { ...OURS, LOG_LEVEL: "debug" } });
  const firstLife = system.app();
  const { fiken, rackbeat } = system;
  await install(system);
  visitor = await openSettings(system);
  await setUp(visitor);

  fiken.faults.add({ kind: "lose-answer", method: "POST", path: "/sales" });
  rackbeat.faults.add({ kind: "500-before", path: "/customer-invoices/" });
  await untilSeen(visitor, book(), { state: "verified" });
  await knockWithoutRight();
  await system.killApp();
  await system.startApp();

  fiken.expireAccessTokens();
  await untilSeen(visitor, book(), { state: "verified" });
  fiken.revokeGrant();
  await untilSeen(visitor, book(), { state: "held" });
  log = firstLife.output() + system.app().output();
});

afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("the log tells what went wrong", () => {
  expect(log).toContain("transfer stopped");
  expect(log).toContain("fiken.grant_revoked");
});

test.each<[string, () => string[]]>([
  ["the secret of the settings address", () => [lastSegment(plugin().settingsUrl ?? "")]],
  ["the session of the frame", () => [visitor.session]],
  ["the secret of the webhooks' address", () => webhooks().map(({ url }) => lastSegment(url))],
  ["the webhooks' tokens", () => webhooks().map(({ token }) => token)],
  ["Rackbeat's install token", () => [...system.rackbeat.world.installTokens.keys()]],
  ["Rackbeat's access token", () => plugin().accessTokens],
  ["Fiken's access tokens", fikenAccessTokens],
  ["Fiken's refresh token", () => system.fiken.grants.list().map((grant) => grant.refreshToken)],
  ["our secret at Fiken", () => [system.fiken.settings.clientSecret]],
  ["our own keys", () => Object.values(OURS)],
])("the log never holds %s", (_, secretsNow) => {
  const secrets = secretsNow();
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15);
    // Not `not.toContain`: a failure would print the log into the log of the tests.
    expect(log.includes(secret)).toBe(false);
  }
});

function book(): number {
  const { number } = system.rackbeat.bookCustomerInvoice(AGREEMENT, {
    customerNumber: 10_001,
    lines: [{ itemNumber: "LYS-100", quantity: 1 }],
  });
  return number;
}

/** Right addresses with wrong tokens, wrong addresses, and words that are none. */
async function knockWithoutRight(): Promise<void> {
  const [webhook] = webhooks();
  const knocks: [string, RequestInit][] = [
    [webhook?.url ?? "", { method: "POST", body: "{}" }],
    [webhook?.url ?? "", { method: "POST", body: "no json" }],
    [`${plugin().settingsUrl}/nowhere`, {}],
    [`${system.appUrl}/api/embedded/transfers?before=nonsense`, authorized()],
    [`${system.appUrl}/api/embedded/company`, { method: "PUT", body: "{", ...authorized() }],
    [`${system.appUrl}/install/fiken/callback?code=wrong&state=wrong`, {}],
  ];
  for (const [url, init] of knocks) await (await fetch(url, init)).arrayBuffer();
}

function authorized(): RequestInit {
  return { headers: { authorization: `Bearer ${visitor.session}` } };
}

function fikenAccessTokens(): string[] {
  return system.fiken.requests.flatMap(({ token }) => token ?? []);
}

function webhooks() {
  return system.rackbeat.world.agreement(AGREEMENT).webhooks.list();
}

function plugin() {
  const installed = system.rackbeat.world.agreement(AGREEMENT).plugins.get("fiken");
  if (!installed) throw new Error("The app is not installed");
  return installed;
}

function lastSegment(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}
