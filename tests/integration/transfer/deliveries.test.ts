import { beforeEach, describe, expect, test } from "vitest";
import { listDeliveries } from "@/db/queries/deliveries";
import { getInstallation } from "@/db/queries/installations";
import { listTransfers } from "@/db/queries/transfers";
import { saveWebhookSubscription } from "@/db/queries/webhook-subscriptions";
import { transferSettings } from "@/db/schema/transfer-settings";
import { hashSecret } from "@/lib/secrets/secret";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

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
    ["kind_not_transferred", { headers: headers({ event: "customer.updated" }), body: INVOICE }],
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

  test("a change of stock is another form, and not transferred yet", async () => {
    const body = JSON.stringify({ item: "LYS-100", item_type: "product", type: "stock" });
    const call = { headers: headers({ event: "stock.updated" }), body };
    expect(await world.receive(call)).toEqual({
      ...{ status: "ignored", reason: "kind_not_transferred" },
    });
  });

  test("a product group is told of, for whoever reads them anew", async () => {
    const body = JSON.stringify({ key_name: "number", key: 9 });
    const call = { headers: headers({ event: "product_group.created" }), body };
    expect(await world.receive(call)).toEqual({
      ...{ status: "product_group", installationId: world.installationId },
    });
  });
});

test("two deliveries of one invoice make one transfer", async () => {
  await world.deliver("10400", "customer_invoice.created");
  await world.deliver("10400", "customer_invoice.updated");
  const [transfer, ...others] = await listTransfers(world.db, world);
  expect(others).toEqual([]);
  expect(transfer).toMatchObject({ rackbeatKey: "10400", requests: 2, state: "pending" });
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
