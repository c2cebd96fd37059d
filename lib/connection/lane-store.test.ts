import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { createGrant, type GrantKey, getGrant } from "@/db/queries/grants";
import { upsertInstallation } from "@/db/queries/installations";
import { acquireLane } from "@/db/queries/lanes";
import { type LaneOptions, openFikenLane } from "@/lib/fiken/lane";
import { createFikenOAuth } from "@/lib/fiken/oauth";
import { Turns } from "@/lib/fiken/turns";
import { open, seal } from "@/lib/secrets/seal";
import { type FikenSandbox, startFikenSandbox } from "@/tests/sandbox/fiken/server";
import { freshDatabase } from "@/tests/support/database";
import { createLaneStore } from "./lane-store";

const redirectUri = "http://localhost:3000/install/fiken/callback";
const GET = { method: "GET", path: "/companies" } as const;
let sandbox: FikenSandbox;
let db: Database;
let key: GrantKey;

beforeAll(async () => {
  sandbox = await startFikenSandbox({
    latencyMs: 20,
    requestsPerSecond: 1000,
    rotateRefreshTokens: true,
  });
});
afterAll(() => sandbox.close());

beforeEach(async () => {
  sandbox.reset();
  db = await freshDatabase();
  const { id: installationId } = await upsertInstallation(db, {
    agreementId: "4711",
    companyName: "Fjordlys Interiør AS",
    appSlug: "fiken",
    rackbeatToken: "sealed",
    settingsSecretHash: "a",
    webhookSecretHash: "b",
    webhookSecret: "sealed",
    installedAt: new Date(),
  });
  const code = new URL(sandbox.authorize({ redirectUri, state: "s" })).searchParams.get("code");
  const oauth = openOAuth();
  const tokens = await oauth.exchangeCode({ code: code ?? "", state: "s", redirectUri });
  const grant = await createGrant(db, {
    installationId,
    accessToken: seal(tokens.accessToken),
    refreshToken: seal(tokens.refreshToken),
    accessTokenExpiresAt: new Date(Date.now() + tokens.expiresInMs),
  });
  key = { installationId, grantId: grant.id };
});

function openOAuth() {
  const { clientId, clientSecret } = sandbox.settings;
  return createFikenOAuth({ oauthUrl: sandbox.oauthUrl, clientId, clientSecret });
}

/** As another process has it: a queue of its own, and only the database in common. */
function laneOfAnotherProcess(options: Partial<LaneOptions> = {}) {
  return openFikenLane({
    grantId: key.grantId,
    store: createLaneStore(db, key),
    oauth: openOAuth(),
    apiUrl: sandbox.apiUrl,
    requestsPerSecond: 50,
    turns: new Turns(),
    ...options,
  });
}

const refreshes = () => sandbox.requests.filter(({ path }) => path === "/oauth/token").length - 1;

test("three processes at one lane never have two requests in flight", async () => {
  const lanes = [1, 2, 3].map(() => laneOfAnotherProcess());

  await Promise.all(lanes.flatMap((lane) => Array.from({ length: 5 }, () => lane.send(GET))));

  expect(sandbox.violations).toBe(0);
  expect(lanes.map((lane) => lane.requests())).toEqual([5, 5, 5]);
});

test("the pace holds over all processes", async () => {
  const lanes = [1, 2].map(() => laneOfAnotherProcess({ requestsPerSecond: 10 }));
  sandbox.requests.length = 0;

  await Promise.all(lanes.flatMap((lane) => Array.from({ length: 3 }, () => lane.send(GET))));

  const starts = sandbox.requests.map(({ at }) => at.getTime());
  const spanMs = Math.max(...starts) - Math.min(...starts);
  // The first may arrive late: its connection is new.
  expect(spanMs).toBeGreaterThanOrEqual(4 * 100);
});

test("a killed holder blocks the lane until its lease has run out, and no longer", async () => {
  const ttlMs = 300;
  const killedAt = performance.now();
  await acquireLane(db, { ...key, holder: randomUUID(), ttlMs, intervalMs: 1 });

  await laneOfAnotherProcess().send(GET);

  const waitedMs = performance.now() - killedAt;
  expect(waitedMs).toBeGreaterThanOrEqual(ttlMs);
  expect(waitedMs).toBeLessThan(ttlMs + 2000);
});

test("of many processes that find the token expired one renews it, and all go on", async () => {
  sandbox.expireAccessTokens();
  const lanes = [1, 2, 3].map(() => laneOfAnotherProcess());

  const replies = await Promise.all(lanes.map((lane) => lane.send(GET)));

  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(refreshes()).toBe(1);
  expect(sandbox.violations).toBe(0);
  const grant = await getGrant(db, key);
  expect(grant).toMatchObject({ status: "active", version: 2 });
  expect(grant.refreshToken).toMatch(/^v1\./);
});

test("a refresh that another process has overtaken goes on with the stored tokens", async () => {
  const store = createLaneStore(db, key);
  const before = await store.readTokens();
  const renewed = await openOAuth().refresh(before.refreshToken);
  const accessTokenExpiresAt = new Date(Date.now() + renewed.expiresInMs);

  expect(await store.swapTokens(before.version, { ...renewed, accessTokenExpiresAt })).toBe(true);
  expect(await store.swapTokens(before.version, { ...before })).toBe(false);
  expect((await store.readTokens()).refreshToken).toBe(renewed.refreshToken);
  expect(open((await getGrant(db, key)).accessToken)).toBe(renewed.accessToken);
});

test("a 429 holds back every process", async () => {
  sandbox.faults.add({ kind: "429", path: "/companies" });
  await expect(laneOfAnotherProcess().send(GET)).rejects.toMatchObject({ kind: "throttled" });
  const throttledAt = performance.now();

  await laneOfAnotherProcess().send(GET);

  expect(performance.now() - throttledAt).toBeGreaterThan(250);
});

test("a lost answer is followed by a pause, not by a request beside it", async () => {
  sandbox.faults.add({ kind: "lose-answer", path: "/companies" });
  const lanes = [1, 2].map(() => laneOfAnotherProcess());

  const results = await Promise.allSettled(lanes.map((lane) => lane.send(GET)));

  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(sandbox.violations).toBe(0);
});
