import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { claimAuthorization, findAuthorizationByState } from "@/db/queries/authorizations";
import { activateConnection, findActiveConnection } from "@/db/queries/connections";
import { findCurrentGrant } from "@/db/queries/grants";
import {
  findInstallationByAgreement,
  listActiveInstallations,
  markUninstalled,
} from "@/db/queries/installations";
import { listProductGroups } from "@/db/queries/product-groups";
import { listSubscriptionEvents } from "@/db/queries/subscription-events";
import { listWebhookSubscriptions } from "@/db/queries/webhook-subscriptions";
import { authorizations } from "@/db/schema/authorizations";
import { beginInstall, beginReconnect } from "@/lib/installation/begin-login";
import { cancelAbandonedInstalls } from "@/lib/installation/cancel-install";
import { checkReachable } from "@/lib/installation/check-reachable";
import { finishLogin } from "@/lib/installation/finish-login";
import { openSettings } from "@/lib/installation/settings-page";
import { open } from "@/lib/secrets/seal";
import { hashSecret } from "@/lib/secrets/secret";
import { freshDatabase } from "@/tests/support/database";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  installTokenFrom,
  logInAtFiken,
  settingsAddress,
  stateOf,
  theInstallation,
  walkThrough,
} from "./walk";

const [AGREEMENT, OTHER] = [...rackbeat.world.agreements.keys()] as [number, number];
const HOUR_MS = 60 * 60 * 1000;
let db: Database;

beforeEach(async () => {
  db = await freshDatabase();
  fiken.reset();
  fiken.faults.clear();
  rackbeat.faults.clear();
  rackbeat.resetRateLimit();
  rackbeat.requests.length = 0;
  for (const agreement of rackbeat.world.agreements.values()) {
    agreement.plugins.clear();
    for (const { number } of agreement.webhooks.list()) agreement.webhooks.remove(number);
  }
});

const accepts = () => requestsTo("/integration/accept/");
const cancels = () => requestsTo("/integration/cancel/");
const requestsTo = (path: string) =>
  rackbeat.requests.filter((request) => request.path.startsWith(path));

const begin = () => beginInstall(db, { installToken: installTokenFrom(rackbeat, AGREEMENT) });

test("from the Install button to an installation with token, grant, settings page, webhooks and groups", async () => {
  const { redirectTo } = await walkThrough(db, rackbeat, AGREEMENT);

  expect(redirectTo).toBe(`${rackbeat.url}/settings/apps/fiken?agreement=${AGREEMENT}`);
  const installation = await theInstallation(db, AGREEMENT);
  const installationId = installation.id;
  expect(installation).toMatchObject({
    companyName: rackbeat.world.agreement(AGREEMENT).companyName,
    appSlug: "fiken",
    status: "active",
  });
  const grant = await findCurrentGrant(db, { installationId });
  expect(fiken.grants.find(open(grant?.accessToken ?? ""))).toBeDefined();
  await expect(openSettings(db, settingsAddress(rackbeat, AGREEMENT))).resolves.toMatchObject({
    installation: { id: installationId },
  });
  await expect(listProductGroups(db, { installationId })).resolves.toHaveLength(
    rackbeat.world.agreement(AGREEMENT).productGroups.list().length,
  );
  const webhooks = rackbeat.world.agreement(AGREEMENT).webhooks.list();
  for (const { event, state, tokenHash } of await listWebhookSubscriptions(db, {
    installationId,
  })) {
    const webhook = webhooks.find((candidate) => candidate.event === event);
    expect([state, tokenHash]).toEqual(["live", hashSecret(webhook?.token ?? "")]);
    expect(webhook?.url).toContain(
      `/api/webhooks/rackbeat/${AGREEMENT}/${open(installation.webhookSecret)}`,
    );
  }
  expect(webhooks.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["plugin.uninstalled", "customer_invoice.booked"]),
  );
});

test("nothing that is stored is a secret in plain text", async () => {
  const installToken = installTokenFrom(rackbeat, AGREEMENT);
  const { authorizeUrl } = await beginInstall(db, { installToken });
  const started = await findAuthorizationByState(db, hashSecret(stateOf(authorizeUrl)));
  expect(JSON.stringify(started)).not.toContain(installToken);
  expect(JSON.stringify(started)).not.toContain(stateOf(authorizeUrl));

  await finishLogin(db, logInAtFiken(authorizeUrl));

  const finished = await findAuthorizationByState(db, hashSecret(stateOf(authorizeUrl)));
  expect(finished).toMatchObject({ status: "finished", installToken: null });
  const installation = await theInstallation(db, AGREEMENT);
  const grant = await findCurrentGrant(db, { installationId: installation.id });
  const [accessToken] =
    rackbeat.world.agreement(AGREEMENT).plugins.get("fiken")?.accessTokens ?? [];
  const stored = JSON.stringify([installation, grant]);
  const secrets = [
    accessToken,
    settingsAddress(rackbeat, AGREEMENT).secret,
    open(grant?.refreshToken ?? ""),
  ];
  for (const secret of secrets) expect(stored).not.toContain(secret);
});

test("three callbacks at once accept once and are answered alike", async () => {
  const { authorizeUrl } = await begin();
  const callback = logInAtFiken(authorizeUrl);

  const outcomes = await Promise.all([1, 2, 3].map(() => finishLogin(db, callback)));
  const later = await finishLogin(db, callback);

  expect(new Set([...outcomes, later].map(({ redirectTo }) => redirectTo)).size).toBe(1);
  expect(accepts()).toHaveLength(1);
  await expect(listActiveInstallations(db, { limit: 10 })).resolves.toHaveLength(1);
});

test("opening the link again gives a new state, and the old login leads nowhere", async () => {
  const installToken = installTokenFrom(rackbeat, AGREEMENT);
  const first = await beginInstall(db, { installToken });
  const second = await beginInstall(db, { installToken });

  await expect(finishLogin(db, logInAtFiken(first.authorizeUrl))).rejects.toMatchObject({
    problem: { code: "install.state_unknown" },
  });
  await finishLogin(db, logInAtFiken(second.authorizeUrl));
  await expect(beginInstall(db, { installToken })).rejects.toMatchObject({
    problem: { code: "install.token_used" },
  });
});

test("a state that is not ours, or too old, accepts nothing", async () => {
  const { authorizeUrl } = await begin();
  const late = new Date(Date.now() + 2 * HOUR_MS);
  for (const callback of [
    finishLogin(db, { state: "made-up", code: "x" }),
    finishLogin(db, logInAtFiken(authorizeUrl), late),
  ]) {
    await expect(callback).rejects.toMatchObject({ problem: { code: "install.state_unknown" } });
  }
  expect(accepts()).toEqual([]);
});

test("a refused login cancels the install in Rackbeat", async () => {
  const { authorizeUrl } = await begin();
  const callback = { state: stateOf(authorizeUrl), error: "access_denied" };

  for (const time of [1, 2]) {
    await expect(finishLogin(db, callback), `time ${time}`).rejects.toMatchObject({
      problem: { code: "install.login_refused" },
    });
  }
  expect(cancels()).toHaveLength(1);
  expect(accepts()).toEqual([]);
});

test("a login that failed for another reason may be tried again with the same link", async () => {
  const installToken = installTokenFrom(rackbeat, AGREEMENT);
  const first = await beginInstall(db, { installToken });
  const wrong = { state: stateOf(first.authorizeUrl), code: "not-a-code" };
  await expect(finishLogin(db, wrong)).rejects.toMatchObject({
    problem: { code: "install.login_failed", details: { error: "invalid_grant" } },
  });
  fiken.faults.add({ kind: "500-before", path: "/oauth/token" });
  const second = await beginInstall(db, { installToken });
  await expect(finishLogin(db, logInAtFiken(second.authorizeUrl))).rejects.toMatchObject({
    problem: { code: "install.login_failed", details: { error: "500" } },
  });
  expect(accepts()).toEqual([]);

  const third = await beginInstall(db, { installToken });
  await finishLogin(db, logInAtFiken(third.authorizeUrl));
  expect(accepts()).toHaveLength(1);
});

test("a token that Rackbeat no longer knows stores nothing, and leaves the person's grants alone", async () => {
  const { authorizeUrl } = await beginInstall(db, { installToken: "expired-at-rackbeat" });
  const callback = logInAtFiken(authorizeUrl);

  for (const status of [404, null]) {
    await expect(finishLogin(db, callback)).rejects.toMatchObject({
      problem: { code: "install.accept_failed", details: { status } },
    });
  }
  await expect(listActiveInstallations(db, { limit: 10 })).resolves.toEqual([]);
  expect(fiken.requests.filter(({ path }) => path === "/oauth/revoke")).toEqual([]);
});

test.each(["lose-answer", "500-after"] as const)(
  "an accept with %s is not repeated; installing again repairs it",
  async (kind) => {
    const installToken = installTokenFrom(rackbeat, AGREEMENT);
    const { authorizeUrl } = await beginInstall(db, { installToken });
    rackbeat.faults.add({ kind, path: "/integration/accept" });

    await expect(finishLogin(db, logInAtFiken(authorizeUrl))).rejects.toMatchObject({
      problem: { code: "install.accept_failed" },
    });
    expect(accepts()).toHaveLength(1);
    await expect(beginInstall(db, { installToken })).rejects.toMatchObject({
      problem: { code: "install.token_used" },
    });

    await walkThrough(db, rackbeat, AGREEMENT);
    expect(await theInstallation(db, AGREEMENT)).toMatchObject({ status: "active" });
  },
);

test("without a settings page nothing is kept, and installing again repairs it", async () => {
  rackbeat.faults.add({ kind: "500-before", path: "/api/plugins" });
  await expect(walkThrough(db, rackbeat, AGREEMENT)).rejects.toMatchObject({
    problem: { code: "install.accept_failed", details: { status: 500 } },
  });
  expect(await findInstallationByAgreement(db, String(AGREEMENT))).toBeNull();

  await walkThrough(db, rackbeat, AGREEMENT);
  await expect(openSettings(db, settingsAddress(rackbeat, AGREEMENT))).resolves.toMatchObject({
    reason: null,
  });
});

test("a re-install that fails half-way leaves the former one working, with the new token", async () => {
  await walkThrough(db, rackbeat, AGREEMENT);
  const before = await theInstallation(db, AGREEMENT);
  rackbeat.faults.add({ kind: "500-before", path: "/api/plugins" });
  await expect(walkThrough(db, rackbeat, AGREEMENT)).rejects.toThrow();

  const after = await theInstallation(db, AGREEMENT);
  expect(after).toMatchObject({ id: before.id, settingsSecretHash: before.settingsSecretHash });
  expect(open(after.rackbeatToken)).not.toBe(open(before.rackbeatToken));
  await expect(checkReachable(db, { installationId: after.id })).resolves.toBe(true);
  const grant = await findCurrentGrant(db, { installationId: after.id });
  expect(fiken.grants.find(open(grant?.accessToken ?? ""))).toBeDefined();
});

test("webhooks and groups that fail at install do not stop it", async () => {
  rackbeat.faults.add({ kind: "500-before", path: "/api/webhooks" });
  rackbeat.faults.add({ kind: "html-error", path: "/api/product-groups" });

  await walkThrough(db, rackbeat, AGREEMENT);

  const { id: installationId } = await theInstallation(db, AGREEMENT);
  await expect(listWebhookSubscriptions(db, { installationId })).resolves.toEqual([]);
});

test("installing again keeps the id and the connection, and rotates every secret", async () => {
  await walkThrough(db, rackbeat, AGREEMENT);
  const before = await theInstallation(db, AGREEMENT);
  const addressBefore = settingsAddress(rackbeat, AGREEMENT);
  const companySlug = await connect(before.id);
  await markUninstalled(db, { installationId: before.id, at: new Date() });
  await expect(openSettings(db, addressBefore)).resolves.toEqual({
    installation: null,
    reason: "uninstalled",
  });

  await walkThrough(db, rackbeat, AGREEMENT);

  const after = await theInstallation(db, AGREEMENT);
  expect(after).toMatchObject({ id: before.id, status: "active", uninstalledAt: null });
  const events = await listSubscriptionEvents(db, [before.id]);
  expect(events.map(({ kind }) => kind)).toEqual(["installed", "reinstalled"]);
  expect(after.settingsSecretHash).not.toBe(before.settingsSecretHash);
  expect(after.webhookSecretHash).not.toBe(before.webhookSecretHash);
  await expect(openSettings(db, addressBefore)).resolves.toMatchObject({ reason: "not_found" });
  const grant = await findCurrentGrant(db, { installationId: after.id });
  await expect(findActiveConnection(db, { installationId: after.id })).resolves.toMatchObject({
    companySlug,
    grantId: grant?.id,
  });
});

test("reconnecting moves the company to the new login, once", async () => {
  await walkThrough(db, rackbeat, AGREEMENT);
  const { id: installationId } = await theInstallation(db, AGREEMENT);
  await connect(installationId);
  const former = await findCurrentGrant(db, { installationId });

  const { authorizeUrl } = await beginReconnect(db, { installationId });
  const callback = logInAtFiken(authorizeUrl);
  const outcomes = await Promise.all([finishLogin(db, callback), finishLogin(db, callback)]);

  expect(outcomes).toEqual([
    { installationId, redirectTo: null },
    { installationId, redirectTo: null },
  ]);
  const current = await findCurrentGrant(db, { installationId });
  expect(current?.id).not.toBe(former?.id);
  await expect(findActiveConnection(db, { installationId })).resolves.toMatchObject({
    grantId: current?.id,
  });
  expect(accepts()).toHaveLength(1);
});

test("a callback whose process died is not waited for, and not repeated", async () => {
  const { authorizeUrl } = await begin();
  const callback = logInAtFiken(authorizeUrl);
  const walk = await findAuthorizationByState(db, hashSecret(callback.state));
  await claimAuthorization(db, walk?.id ?? "");
  await db.update(authorizations).set({ updatedAt: new Date(Date.now() - HOUR_MS) });

  await expect(finishLogin(db, callback)).rejects.toMatchObject({
    problem: { code: "install.accept_failed" },
  });
  expect(accepts()).toEqual([]);
});

test("two agreements share neither installation, settings page nor webhooks", async () => {
  await walkThrough(db, rackbeat, AGREEMENT);
  await walkThrough(db, rackbeat, OTHER);
  const [mine, others] = [await theInstallation(db, AGREEMENT), await theInstallation(db, OTHER)];
  const [myAddress, otherAddress] = [AGREEMENT, OTHER].map((id) => settingsAddress(rackbeat, id));

  expect(mine.id).not.toBe(others.id);
  const crossed = { agreementId: String(OTHER), secret: myAddress?.secret ?? "" };
  await expect(openSettings(db, crossed)).resolves.toMatchObject({ reason: "not_found" });
  const nobody = { agreementId: "0", secret: otherAddress?.secret ?? "" };
  await expect(openSettings(db, nobody)).resolves.toMatchObject({ reason: "not_found" });

  await walkThrough(db, rackbeat, AGREEMENT);
  expect(await theInstallation(db, OTHER)).toEqual(others);
  expect(settingsAddress(rackbeat, OTHER)).toEqual(otherAddress);
});

test("a token that Rackbeat refuses makes the installation unreachable, a fault does not", async () => {
  await walkThrough(db, rackbeat, AGREEMENT);
  const { id: installationId } = await theInstallation(db, AGREEMENT);

  rackbeat.faults.add({ kind: "500-before", path: "/api/self" });
  await expect(checkReachable(db, { installationId })).rejects.toThrow();
  expect(await theInstallation(db, AGREEMENT)).toMatchObject({ status: "active" });

  rackbeat.world.revokePluginTokens(AGREEMENT, "fiken");
  await expect(checkReachable(db, { installationId })).resolves.toBe(false);
  expect(await theInstallation(db, AGREEMENT)).toMatchObject({ status: "unreachable" });
});

test("a login that nobody finished is cancelled in Rackbeat", async () => {
  const { authorizeUrl } = await begin();
  const late = new Date(Date.now() + 2 * HOUR_MS);

  await expect(cancelAbandonedInstalls(db)).resolves.toBe(0);
  await expect(cancelAbandonedInstalls(db, { now: late })).resolves.toBe(1);
  await expect(cancelAbandonedInstalls(db, { now: late })).resolves.toBe(0);

  expect(cancels()).toHaveLength(1);
  await expect(finishLogin(db, logInAtFiken(authorizeUrl))).rejects.toMatchObject({
    problem: { code: "install.login_refused" },
  });
});

async function connect(installationId: string): Promise<string> {
  const [companySlug = ""] = fiken.world.companies.keys();
  const grant = await findCurrentGrant(db, { installationId });
  if (!grant) throw new Error("The installation has no grant");
  await activateConnection(db, {
    ...{ installationId, companySlug, grantId: grant.id, companyName: "Firma" },
    ...{ organizationNumber: null, vatType: null, connectedAt: new Date() },
  });
  return companySlug;
}
