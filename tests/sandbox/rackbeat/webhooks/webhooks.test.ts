import { afterEach, beforeEach, expect, test } from "vitest";
import { entityOf, openReceiver, openSandbox, rowsOf, SHOP, SMALL_COMPANY } from "../testing";

let world: Awaited<ReturnType<typeof openSandbox>>;
const open: { close: () => Promise<void> }[] = [];

beforeEach(async () => {
  world = await openSandbox({ webhook: { retryBaseMs: 5, maxAttempts: 4, reorderWindowMs: 5 } });
  open.push(world.sandbox);
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function subscribe(event: string, statuses: number[] = []) {
  const receiver = await openReceiver(statuses);
  open.push(receiver);
  const answer = await world.ask("POST", "/webhooks", { event, url: receiver.url });
  return { ...receiver, webhook: entityOf(answer, "webhook") };
}

const invoice = { customerNumber: 10_001, lines: [{ itemNumber: "BOK-700", quantity: 1 }] };

test("the token is told once; the same event and url again updates", async () => {
  const body = { event: "product.updated", url: "https://app.example/hook" };
  const created = await world.ask("POST", "/webhooks", body);
  expect(created.status).toBe(201);
  expect(entityOf(created, "webhook")).toMatchObject({
    ...body,
    token: expect.stringMatching(/^.{32}$/),
    is_active: true,
    plugin: null,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  });
  const again = await world.ask("POST", "/webhooks", { ...body, is_active: false });
  const { id } = entityOf(created, "webhook");
  expect(entityOf(again, "webhook")).toMatchObject({ id, is_active: false });
  const listed = await world.ask("GET", "/webhooks?event=product.updated");
  expect(rowsOf(listed, "webhooks")).toHaveLength(1);
  for (const answer of [again, listed, await world.ask("GET", `/webhooks/${id}`)]) {
    expect(JSON.stringify(answer.body)).not.toContain('"token"');
  }
  expect((await world.ask("DELETE", `/webhooks/${id}`)).status).toBe(200);
  expect((await world.ask("GET", `/webhooks/${id}`)).status).toBe(404);
});

test("a booked invoice is told to its own agreement's webhooks, with the documented headers", async () => {
  const { received, webhook } = await subscribe("customer_invoice.booked");
  const { number } = world.sandbox.bookCustomerInvoice(SHOP, invoice);
  world.sandbox.bookCustomerInvoice(SMALL_COMPANY, {
    customerNumber: 10_001,
    lines: [{ itemNumber: "LYS-100", quantity: 1 }],
  });
  await world.sandbox.dispatcher.settled();
  expect(received).toHaveLength(1);
  expect(received[0]?.body).toEqual({ key_name: "number", key: String(number) });
  expect(received[0]?.headers).toMatchObject({
    "rackbeat-webhook-token": webhook.token,
    "rackbeat-webhook-event": "customer_invoice.booked",
    "rackbeat-account-id": String(SHOP),
    "user-agent": "Rackbeat Webhook",
    "content-type": "application/json",
  });
});

test("the documented form carries key, event and data; an update its old and new key", async () => {
  world.sandbox.webhookSettings.bodyForm = "documented";
  const { received } = await subscribe("product.updated");
  const changes = { number: "LYS-100-B", name: "Ny" };
  world.sandbox.updateProduct(SHOP, { number: "LYS-100", changes });
  await world.sandbox.dispatcher.settled();
  expect(received[0]?.body).toMatchObject({
    key: "LYS-100-B",
    key_name: "number",
    event: "product.updated",
    old_key: "LYS-100",
    new_key: "LYS-100-B",
    changed: expect.arrayContaining(["name", "number"]),
    data: { number: "LYS-100-B", name: "Ny" },
  });
});

test("a stock event names the item and its type", async () => {
  const { received } = await subscribe("stock.updated");
  world.sandbox.setStock(SHOP, { number: "SETT-LESE", quantity: 9 });
  await world.sandbox.dispatcher.settled();
  expect(received[0]?.body).toEqual({ item: "SETT-LESE", item_type: "lot", type: "stock" });
});

test("failures are tried again until they succeed, and are counted and logged", async () => {
  const { received, webhook } = await subscribe("customer_invoice.booked", [500, 302]);
  world.sandbox.bookCustomerInvoice(SHOP, invoice);
  await world.sandbox.dispatcher.settled();
  expect(received).toHaveLength(3);
  const read = await world.ask("GET", `/webhooks/${webhook.id}`);
  expect(entityOf(read, "webhook").failures_since_last_success).toBe(0);
  const logs = rowsOf(await world.ask("GET", `/webhooks/${webhook.id}/logs`), "webhook_logs");
  expect(logs.map(({ response_code }) => response_code)).toEqual([500, 302, 204]);
  const one = await world.ask("GET", `/webhooks/logs/${logs[0]?.id}`);
  expect(entityOf(one, "webhook_log")).toMatchObject({ response_code: 500, is_success: false });
});

test("a receiver that never succeeds is given up after the last try", async () => {
  const { received, webhook } = await subscribe("customer_invoice.booked", [500, 500, 500, 500]);
  world.sandbox.bookCustomerInvoice(SHOP, invoice);
  await world.sandbox.dispatcher.settled();
  expect(received).toHaveLength(4);
  expect(world.sandbox.dispatcher.deliveries.at(-1)?.state).toBe("failed");
  const read = await world.ask("GET", `/webhooks/${webhook.id}`);
  expect(entityOf(read, "webhook").failures_since_last_success).toBe(4);
});

test("a webhook that keeps failing can be switched off, and on again by the app", async () => {
  world.sandbox.webhookSettings.disableAfterFailures = 2;
  const { received, webhook } = await subscribe("customer_invoice.booked", [500, 500]);
  world.sandbox.bookCustomerInvoice(SHOP, invoice);
  await world.sandbox.dispatcher.settled();
  const off = await world.ask("GET", `/webhooks/${webhook.id}`);
  expect(entityOf(off, "webhook").is_active).toBe(false);
  world.sandbox.bookCustomerInvoice(SHOP, invoice);
  await world.ask("PUT", `/webhooks/${webhook.id}`, { is_active: true });
  world.sandbox.bookCustomerInvoice(SHOP, invoice);
  await world.sandbox.dispatcher.settled();
  expect(received).toHaveLength(4);
});

test("duplicates come twice, and gathered deliveries come last first", async () => {
  const { received } = await subscribe("customer_invoice.booked");
  Object.assign(world.sandbox.webhookSettings, { duplicates: true, reorder: true, concurrency: 1 });
  const first = world.sandbox.bookCustomerInvoice(SHOP, invoice);
  const second = world.sandbox.bookCustomerInvoice(SHOP, invoice);
  await world.sandbox.dispatcher.settled();
  const keys = received.map(({ body }) => (body as { key: string }).key);
  expect(keys).toEqual([second, second, first, first].map(({ number }) => String(number)));
});

test("lost webhooks are never sent, and a wrong token is wrong", async () => {
  const { received, webhook } = await subscribe("customer_invoice.booked");
  world.sandbox.webhookSettings.lost = true;
  world.sandbox.bookCustomerInvoice(SHOP, invoice);
  Object.assign(world.sandbox.webhookSettings, { lost: false, wrongToken: true });
  world.sandbox.bookCustomerInvoice(SHOP, invoice);
  await world.sandbox.dispatcher.settled();
  expect(received).toHaveLength(1);
  expect(received[0]?.headers["rackbeat-webhook-token"]).not.toBe(webhook.token);
});

test("suppress_webhooks and an inactive webhook keep it quiet", async () => {
  const { received, webhook } = await subscribe("customer.created");
  const customer = {
    name: "Stille AS",
    customer_group_id: 1,
    payment_terms_id: 1,
    vat_zone: "domestic",
  };
  await world.ask("POST", "/customers?suppress_webhooks=true", customer);
  await world.ask("POST", "/customers", { ...customer, suppress_webhooks: true });
  await world.ask("PUT", `/webhooks/${webhook.id}`, { is_active: false });
  await world.ask("POST", "/customers", customer);
  await world.sandbox.dispatcher.settled();
  expect(received).toEqual([]);
});
