import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { ensureBinding, findBinding } from "@/db/queries/bindings";
import { findActiveConnection } from "@/db/queries/connections";
import { listDeliveries } from "@/db/queries/deliveries";
import { getInstallation } from "@/db/queries/installations";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { listTransfers } from "@/db/queries/transfer-lists";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { saveWebhookSubscription } from "@/db/queries/webhook-subscriptions";
import { transferSettings } from "@/db/schema/transfer-settings";
import type { EntityKind } from "@/db/schema/transfers";
import { hashSecret } from "@/lib/secrets/secret";
import { writeDelivery } from "@/lib/transfer/intake/write-deliveries";
import {
  aTransferWorld,
  standingSales,
  startWorld,
  type TransferWorld,
} from "@/tests/support/transfer-world";

const BOOKED = "customer_invoice.booked";
const TOKEN = "token-of-the-webhook";
const INVOICE = JSON.stringify({ key_name: "number", key: 10_400 });

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
  await subscribe(BOOKED, TOKEN);
});

async function subscribe(event: string, token: string | null) {
  await saveWebhookSubscription(world.db, {
    ...{ installationId: world.installationId, event, state: "live", rackbeatWebhookId: 1201 },
    tokenHash: token && hashSecret(token),
    checkedAt: world.now(),
  });
}

const headers = (changes: Partial<{ token: string; event: string; account: string }> = {}) => ({
  ...{ token: TOKEN, event: BOOKED, account: null },
  ...changes,
});

async function stored() {
  const deliveries = await listDeliveries(world.db, world);
  return deliveries.map(({ outcome, reason }) => ({ outcome, reason }));
}

describe("who is believed", () => {
  test.each([
    ["a wrong token", { headers: headers({ token: "another" }) }, "wrong_token"],
    ["no token", { headers: { ...headers(), token: null } }, "wrong_token"],
    ["an agreement we do not know", { agreementId: "999999" }, "unknown_agreement"],
    ["a wrong secret in the address", { secret: "guessed" }, "unknown_agreement"],
  ])("%s stores nothing", async (_, call, status) => {
    const answer = await world.receive({ headers: headers(), body: INVOICE, ...call });
    expect(answer).toEqual({ status });
    expect(await stored()).toEqual([]);
    expect(await listTransfers(world.db, world)).toEqual([]);
  });

  test("leaving the event's header out does not spare the token", async () => {
    const body = JSON.stringify({ key_name: "number", key: 10_400, event: BOOKED });
    const anonymous = { token: null, event: null, account: null };
    expect(await world.receive({ headers: anonymous, body })).toEqual({ status: "wrong_token" });
  });

  test("a webhook whose token was lost is accepted on the strength of its address", async () => {
    await subscribe(BOOKED, null);
    const answer = await world.receive({ headers: headers({ token: "whatever" }), body: INVOICE });
    expect(answer).toMatchObject({ status: "accepted" });
  });

  test("the account's header is learnt from a right token, and then insisted on", async () => {
    const fromFirst = { headers: headers({ account: "acc-1" }), body: INVOICE };
    expect(await world.receive(fromFirst)).toMatchObject({ status: "accepted" });
    const { accountHeader } = await getInstallation(world.db, world.installationId);
    expect(accountHeader).toBe("acc-1");
    const fromOther = { headers: headers({ account: "acc-2" }), body: INVOICE };
    expect(await world.receive(fromOther)).toEqual({ status: "wrong_token" });
  });

  test("an account's header is not learnt where the token proves nothing", async () => {
    await subscribe(BOOKED, null);
    await world.receive({ headers: headers({ account: "acc-1" }), body: INVOICE });
    const { accountHeader } = await getInstallation(world.db, world.installationId);
    expect(accountHeader).toBeNull();
  });
});

describe("what is ignored, and why", () => {
  test.each([
    ["malformed", { body: "<not json>" }],
    ["unknown_event", { headers: headers({ event: "order.booked" }), body: INVOICE }],
    ["key_missing", { body: "{}" }],
  ])("%s: stored as seen", async (reason, call) => {
    const answer = await world.receive({ headers: headers(), ...call });
    expect(answer).toEqual({ status: "ignored", reason });
    expect(await stored()).toEqual([{ outcome: "ignored", reason }]);
    expect(await listTransfers(world.db, world)).toEqual([]);
  });

  test("before going live nothing is transferred, and the reason says so", async () => {
    await world.db.update(transferSettings).set({ liveAt: null });
    const answer = await world.receive({ headers: headers(), body: INVOICE });
    expect(answer).toEqual({ status: "ignored", reason: "not_live" });
    expect(await stored()).toEqual([{ outcome: "ignored", reason: "not_live" }]);
  });

  test("a body that no column takes is stored without what it does not take", async () => {
    const body = `{"key":"${"x".repeat(20_000)}\u0000"}`;
    expect(await world.receive({ headers: headers(), body })).toMatchObject({ status: "ignored" });
    const [seen] = await listDeliveries(world.db, world);
    expect(seen?.body).toHaveLength(10_000);
  });
});

describe("the forms of a delivery", () => {
  test.each([
    [
      "key and event in the body",
      null,
      { key: 10_400, key_name: "number", event: BOOKED, data: {} },
    ],
    ["the event in the header", BOOKED, { key: "10400", key_name: "number" }],
    [
      "an id as key, the number in data",
      BOOKED,
      { key: 7, key_name: "id", data: { number: 10_400 } },
    ],
  ])("%s", async (_, event, body) => {
    const call = { headers: { ...headers(), event }, body: JSON.stringify(body) };
    expect(await world.receive(call)).toMatchObject({ status: "accepted" });
    expect(await world.transfer("10400")).toMatchObject({ kind: "customer_invoice", requests: 1 });
  });

  test("a change of stock is another form, with the item as its key", async () => {
    const body = JSON.stringify({ item: "LYS-100", item_type: "product", type: "stock" });
    const call = { headers: headers({ event: "stock.updated" }), body };
    expect(await world.receive(call)).toMatchObject({ status: "accepted" });
    expect(await world.transfer("LYS-100")).toMatchObject({ kind: "stock_level" });
  });

  test("a product group is told of, for whoever reads them anew", async () => {
    const body = JSON.stringify({ key_name: "number", key: 9 });
    const call = { headers: headers({ event: "product_group.created" }), body };
    expect(await world.receive(call)).toEqual({
      ...{ status: "product_group", installationId: world.installationId },
    });
  });
});

describe("the kinds", () => {
  beforeEach(async () => {
    await subscribe(BOOKED, null);
    await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "booked" });
  });

  test.each([
    ["customer.created", "customer"],
    ["supplier.updated", "supplier"],
    ["product.updated", "product"],
    ["lot.deleted", "lot"],
    ["customer_invoice.booked", "customer_invoice"],
    ["supplier_invoice.booked", "supplier_invoice"],
    ["product.stock_updated", "stock_level"],
  ])("%s asks for a %s", async (event, kind) => {
    expect(await world.deliver("700", event)).toMatchObject({ status: "accepted", wake: true });
    expect(await world.transfer("700")).toMatchObject({ kind, state: "pending", requests: 1 });
  });

  test("one that is switched off is stored and ignored, and the others go on", async () => {
    await saveTransferSettings(world.db, { ...world, kinds: ["customer_invoice"] });
    const ignored = { status: "ignored", reason: "switched_off" };
    expect(await world.deliver("700", "product.updated")).toEqual(ignored);
    expect(await stored()).toEqual([{ outcome: "ignored", reason: "switched_off" }]);
    expect(await listTransfers(world.db, world)).toEqual([]);
    expect(await world.deliver("700")).toMatchObject({ status: "accepted" });
  });

  test("supplier invoices are switched off until their mode is chosen", async () => {
    await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: null });
    expect(await world.deliver("700", "supplier_invoice.booked")).toEqual({
      ...{ status: "ignored", reason: "switched_off" },
    });
  });
});

describe("a rename", () => {
  const FIKEN_ID = 4711;
  const connected = () => ({
    ...{ installationId: world.installationId, connectionId: world.connection.id },
  });
  const bindingOf = (kind: EntityKind, rackbeatKey: string) =>
    findBinding(world.db, { ...connected(), kind, rackbeatKey });

  function rename(event: string, previous: string, next: string) {
    const body = JSON.stringify({
      ...{ key: previous, key_name: "number", old_key: previous, new_key: next },
    });
    return world.receive({ headers: headers({ event }), body });
  }

  beforeEach(async () => {
    await ensureBinding(world.db, {
      ...{ ...connected(), kind: "product", rackbeatKey: "OLD", fikenId: FIKEN_ID },
    });
  });

  test("takes the binding, the transfer and its stock along to the new key", async () => {
    await world.deliver("OLD", "product.updated");
    await world.deliver("OLD", "product.stock_updated");
    const before = await listTransfers(world.db, world);
    expect(await rename("product.updated", "OLD", "NEW")).toMatchObject({ status: "accepted" });
    expect(await bindingOf("product", "NEW")).toMatchObject({ fikenId: FIKEN_ID });
    expect(await bindingOf("product", "OLD")).toBeNull();
    const after = await listTransfers(world.db, world);
    expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted());
    expect(after.map(({ rackbeatKey }) => rackbeatKey)).toEqual(["NEW", "NEW"]);
    expect(after.find(({ kind }) => kind === "product")).toMatchObject({ requests: 2 });
  });

  test("told twice, changes nothing more", async () => {
    await rename("product.updated", "OLD", "NEW");
    await rename("product.updated", "OLD", "NEW");
    expect(await bindingOf("product", "NEW")).toMatchObject({ fikenId: FIKEN_ID });
    expect(await listTransfers(world.db, world)).toMatchObject([{ rackbeatKey: "NEW" }]);
  });

  test("to a key that has its own transfer and binding leaves both pairs as they are", async () => {
    await ensureBinding(world.db, {
      ...{ ...connected(), kind: "product", rackbeatKey: "NEW", fikenId: 5000 },
    });
    await world.deliver("OLD", "product.updated");
    await world.deliver("NEW", "product.updated");
    await rename("product.updated", "OLD", "NEW");
    expect(await bindingOf("product", "OLD")).toMatchObject({ fikenId: FIKEN_ID });
    expect(await bindingOf("product", "NEW")).toMatchObject({ fikenId: 5000 });
    expect(await listTransfers(world.db, world)).toHaveLength(2);
  });

  test("is followed also while the kind is switched off: documents may have bound it", async () => {
    await saveTransferSettings(world.db, { ...world, kinds: ["customer_invoice"] });
    expect(await rename("product.updated", "OLD", "NEW")).toMatchObject({ status: "ignored" });
    expect(await bindingOf("product", "NEW")).toMatchObject({ fikenId: FIKEN_ID });
  });

  test("never renumbers a document", async () => {
    await subscribe(BOOKED, null);
    await world.deliver("10400");
    await rename(BOOKED, "10400", "10401");
    const numbers = (await listTransfers(world.db, world)).map(({ rackbeatKey }) => rackbeatKey);
    expect(numbers.toSorted()).toEqual(["10400", "10401"]);
  });

  test("is not followed without the token", async () => {
    await subscribe("product.updated", "another-token");
    expect(await rename("product.updated", "OLD", "NEW")).toEqual({ status: "wrong_token" });
    expect(await bindingOf("product", "OLD")).toMatchObject({ fikenId: FIKEN_ID });
  });

  test("of another company's product touches nothing of ours", async () => {
    const other = await aTransferWorld(world.db, { agreementId: 204_102 });
    const body = JSON.stringify({ key: "OLD", old_key: "OLD", new_key: "NEW" });
    await other.receive({ headers: headers({ event: "product.updated" }), body });
    expect(await bindingOf("product", "OLD")).toMatchObject({ fikenId: FIKEN_ID });
  });
});

test("two deliveries of one invoice make one transfer", async () => {
  await world.deliver("10400", "customer_invoice.created");
  await world.deliver("10400", "customer_invoice.updated");
  const [transfer, ...others] = await listTransfers(world.db, world);
  expect(others).toEqual([]);
  expect(transfer).toMatchObject({ rackbeatKey: "10400", requests: 2, state: "pending" });
});

describe("a burst", () => {
  const UPDATED = "customer_invoice.updated";
  const COUNT = 300;
  const numbers = Array.from({ length: COUNT }, (_, index) => String(20_000 + (index % 200)));

  test("loses nothing: one transfer and one beginning per invoice, every delivery kept, one wake-up", async () => {
    const answers = await Promise.all(numbers.map((number) => world.deliver(number, UPDATED)));
    expect(answers.filter(({ status }) => status !== "accepted")).toEqual([]);
    expect(answers.filter((answer) => "wake" in answer && answer.wake)).toHaveLength(1);

    const written = await listTransfers(world.db, { ...world, limit: COUNT });
    expect(written.map(({ rackbeatKey }) => rackbeatKey).toSorted()).toEqual(
      [...new Set(numbers)].toSorted(),
    );
    expect(await listDeliveries(world.db, { ...world, limit: 2 * COUNT })).toHaveLength(COUNT);
    for (const { id } of written.slice(0, 20)) {
      const events = await listTransferEvents(world.db, { ...world, transferId: id });
      expect(events.map(({ event }) => event)).toEqual(["received"]);
    }
  });

  test("one that the database refuses takes none of the others with it", async () => {
    const { db, installationId } = world;
    const connection = await findActiveConnection(db, { installationId });
    if (!connection) throw new Error("The world is connected");
    const { id: connectionId, grantId } = connection;
    const due = {
      ...{ installationId, connectionId, grantId, isPaused: false },
      ...{ kind: "customer_invoice" as const, previousKey: null },
      ...{ receivedAt: world.now(), event: UPDATED, body: "" },
    };
    const writes = await Promise.allSettled([
      writeDelivery(db, { ...due, rackbeatKey: "20001" }),
      writeDelivery(db, { ...due, rackbeatKey: "20002", connectionId: randomUUID() }),
      writeDelivery(db, { ...due, rackbeatKey: "20003" }),
    ]);
    expect(writes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const written = await listTransfers(db, world);
    expect(written.map(({ rackbeatKey }) => rackbeatKey).toSorted()).toEqual(["20001", "20003"]);
  });

  test("keeps to the order of arrival around a rename", async () => {
    const told = (key: string, more = {}) =>
      world.receive({
        headers: { token: null, event: "product.updated", account: null },
        body: JSON.stringify({ key_name: "number", key, ...more }),
      });
    await Promise.all([told("OLD"), told("NEW", { old_key: "OLD", new_key: "NEW" }), told("OLD")]);
    const written = await listTransfers(world.db, world);
    const requests = written.map(({ rackbeatKey, requests }) => [rackbeatKey, requests]);
    expect(requests.toSorted()).toEqual([
      ["NEW", 2],
      ["OLD", 1],
    ]);
  });
});

describe("an uninstall", () => {
  const uninstalled = { token: null, event: "plugin.uninstalled", account: null };

  test("marks the installation, whatever the body, and nothing is transferred afterwards", async () => {
    await subscribe(BOOKED, null);
    const number = await world.book();
    const answer = await world.receive({ headers: uninstalled, body: "<broken>" });
    expect(answer).toEqual({ status: "uninstalled" });
    const { status, uninstalledAt } = await getInstallation(world.db, world.installationId);
    expect(status).toBe("uninstalled");
    expect(uninstalledAt).not.toBeNull();

    await world.drain();
    expect(standingSales(number)).toEqual([]);
    const late = await world.deliver("10401");
    expect(late).toEqual({ status: "ignored", reason: "not_installed" });
  });
});
