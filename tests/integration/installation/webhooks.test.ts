import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { listWebhookSubscriptions } from "@/db/queries/webhook-subscriptions";
import { getEnv } from "@/lib/env";
import { keepUp } from "@/lib/installation/keep-up";
import { hashSecret } from "@/lib/secrets/secret";
import { type RackbeatSandbox, startRackbeatSandbox } from "@/tests/sandbox/rackbeat/server";
import { freshDatabase } from "@/tests/support/database";
import { rackbeat as shared } from "@/tests/support/providers";
import { theInstallation, walkThrough } from "./walk";

/** Like the real one in that not every candidate exists, and that some are spelt another way. */
const KNOWN_EVENTS = [
  "plugin.uninstalled",
  "customer-invoice.created",
  "customer-invoice.booked",
  "product.created",
  "product.updated",
  "inventory.updated",
];

let db: Database;
let rackbeat: RackbeatSandbox;
let agreementId: number;
let installationId: string;

beforeEach(async () => {
  db = await freshDatabase();
  rackbeat = await startRackbeatSandbox({ seed: "empty", agreements: 1, events: KNOWN_EVENTS });
  Object.assign(getEnv(), { RACKBEAT_URL: rackbeat.url });
  [agreementId = 0] = rackbeat.world.agreements.keys();
  await walkThrough(db, rackbeat, agreementId);
  installationId = (await theInstallation(db, agreementId)).id;
});

afterEach(async () => {
  Object.assign(getEnv(), { RACKBEAT_URL: shared.url });
  await rackbeat.close();
});

const webhooks = () => rackbeat.world.agreement(agreementId).webhooks.list();
const registered = () => webhooks().map(({ event }) => event);
const repair = () => keepUp(db, { installationId });

/** Everything we know about Rackbeat's webhooks is as it is there. */
async function expectInStep() {
  const subscriptions = await listWebhookSubscriptions(db, { installationId });
  const live = subscriptions.filter(({ state }) => state === "live");
  expect(live.map(({ rackbeatWebhookId, tokenHash }) => [rackbeatWebhookId, tokenHash])).toEqual(
    expect.arrayContaining(webhooks().map((one) => [one.number, hashSecret(one.token)])),
  );
  expect(live).toHaveLength(KNOWN_EVENTS.length);
}

test("names that Rackbeat does not know are noted, and another spelling is tried", async () => {
  expect(registered().toSorted()).toEqual(KNOWN_EVENTS.toSorted());
  await expectInStep();

  const subscriptions = await listWebhookSubscriptions(db, { installationId });
  const states = new Map(subscriptions.map(({ event, state }) => [event, state]));
  expect(states.get("customer_invoice.booked")).toBe("unsupported");
  expect(states.get("product.deleted")).toBe("unsupported");
  expect(states.get("customer.created")).toBe("unsupported");
  // A spelling after the one that works is not asked for.
  expect(states.has("invoice.booked")).toBe(false);
});

test("a repair of what is right changes nothing", async () => {
  const before = webhooks().map(({ number, token }) => ({ number, token }));
  rackbeat.requests.length = 0;
  await repair();
  await expectInStep();
  expect(webhooks().map(({ number, token }) => ({ number, token }))).toEqual(before);
  // Nor are the names asked for again that were unknown a moment ago.
  expect(rackbeat.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a webhook that is gone, switched off, or whose token was lost is mended", async () => {
  const [gone, off, lost] = webhooks();
  if (!gone || !off || !lost) throw new Error("Too few webhooks");
  rackbeat.world.agreement(agreementId).webhooks.remove(gone.number);
  off.is_active = false;
  // Made by an attempt whose answer was lost: there, but not under the id we know.
  rackbeat.world.agreement(agreementId).webhooks.remove(lost.number);
  const number = rackbeat.world.agreement(agreementId).webhooks.nextNumber();
  rackbeat.world.agreement(agreementId).webhooks.insert({ ...lost, number });

  await repair();

  expect(registered().toSorted()).toEqual(KNOWN_EVENTS.toSorted());
  expect(webhooks().every(({ is_active }) => is_active)).toBe(true);
  await expectInStep();
});

test("a creation whose answer was lost leaves one webhook, with a token we know", async () => {
  const agreement = rackbeat.world.agreement(agreementId);
  for (const { number } of webhooks()) agreement.webhooks.remove(number);
  rackbeat.faults.add({ kind: "lose-answer", method: "POST", path: "/api/webhooks" });

  await expect(repair()).rejects.toMatchObject({ problem: { code: "provider.unavailable" } });
  await repair();

  expect(registered().toSorted()).toEqual(KNOWN_EVENTS.toSorted());
  await expectInStep();
});

test("installing again leaves no webhook on a former address, and none of others is touched", async () => {
  const { webhooks: table } = rackbeat.world.agreement(agreementId);
  const [one] = table.list();
  if (!one) throw new Error("Too few webhooks");
  const others = [
    "https://other.example/api/webhooks/rackbeat/1/secret",
    `${getEnv().APP_URL}/another-app`,
  ].map((url) => table.insert({ ...one, number: table.nextNumber(), url }));
  const formerUrl = one.url;

  await walkThrough(db, rackbeat, agreementId);

  expect(webhooks().filter(({ url }) => url === formerUrl)).toEqual([]);
  expect(webhooks()).toEqual(expect.arrayContaining(others));
  expect(webhooks()).toHaveLength(KNOWN_EVENTS.length + others.length);
});
