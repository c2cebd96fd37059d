import { beforeEach, expect, test } from "vitest";
import { saveSweep, saveSweepFailure } from "@/db/queries/sweeps";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { saveWebhookSubscription } from "@/db/queries/webhook-subscriptions";
import { type EntityKind, entityKind } from "@/db/schema/transfers";
import { WEBHOOK_CANDIDATES } from "@/lib/rackbeat/webhook-events";
import { listWatchedKinds } from "@/lib/transfer/intake/watched-kinds";
import { aTransferWorld, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
  await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "draft" });
});

async function subscribe(event: string, state: "live" | "unsupported") {
  await saveWebhookSubscription(world.db, {
    ...{ installationId: world.installationId, event, state, rackbeatWebhookId: 1 },
    ...{ tokenHash: null, checkedAt: world.now() },
  });
}

async function watched(kind: EntityKind, of = world) {
  return (await listWatchedKinds(of.db, of)).find((one) => one.kind === kind);
}

test("every kind that is transferred has webhooks to register", () => {
  expect(Object.keys(WEBHOOK_CANDIDATES)).toEqual(expect.arrayContaining(entityKind.enumValues));
});

test("a kind has a webhook where one of its events is live; the others run on polling alone", async () => {
  await subscribe("customer-invoice.booked", "live");
  await subscribe("customer_invoice.booked", "unsupported");
  await subscribe("customer.created", "unsupported");
  await subscribe("inventory.updated", "live");
  const told = (await listWatchedKinds(world.db, world)).flatMap(({ kind, hasWebhook }) =>
    hasWebhook ? [kind] : [],
  );
  expect(told).toEqual(["customer_invoice", "stock_level"]);
});

test("when it was last looked through, how often that is, and whether the last time failed", async () => {
  const [cursorAt, lastRunAt] = [
    new Date("2026-05-01T10:00:00Z"),
    new Date("2026-05-01T10:00:05Z"),
  ];
  const sweep = { installationId: world.installationId, kind: "customer" as const, cursorAt };
  expect(await watched("customer")).toMatchObject({ everyMinutes: 30, lastRunAt: null });
  await saveSweep(world.db, { ...sweep, since: sweep.cursorAt, lastRunAt });
  expect(await watched("customer")).toMatchObject({ lastRunAt, hasFailed: false });
  await saveSweepFailure(world.db, { ...sweep, lastFailure: "provider.unavailable" });
  expect(await watched("customer")).toMatchObject({ lastRunAt, hasFailed: true });
  expect(await watched("customer_invoice")).toMatchObject({ everyMinutes: 10 });
  expect(await watched("stock_level")).toMatchObject({ everyMinutes: null });
});

test("a kind that is switched off is not among them", async () => {
  await saveTransferSettings(world.db, { ...world, kinds: ["customer_invoice"] });
  expect((await listWatchedKinds(world.db, world)).map(({ kind }) => kind)).toEqual([
    "customer_invoice",
  ]);
});

test("a company sees its own webhooks and sweeps", async () => {
  await subscribe("customer.created", "live");
  const other = await aTransferWorld(world.db, { agreementId: 204_102 });
  expect(await watched("customer")).toMatchObject({ hasWebhook: true });
  expect(await watched("customer", other)).toMatchObject({ hasWebhook: false, lastRunAt: null });
});
